import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@freshet/runtime';
import type { Namespaces } from '@freshet/stream';
import type { ItemTables } from '@freshet/tables';

/** Pause before the tables of a namespace are opened again that could not be opened, in ms. */
const RETRY_MS = 2_000;

/** What requests are answered from. */
export interface Served {
  readonly namespace: string;
  /** Partitions of the keyed topics there. */
  readonly partitions: number;
  readonly tables: ItemTables;
}

export interface ServedNamespace {
  /** Changes between two requests, never within one that looks once. */
  readonly current: Served;
  close(): Promise<void>;
}

export interface ServedNamespaceOptions {
  readonly namespaces: Pick<Namespaces, 'plan' | 'watch'>;
  /** Of the topics that the deployment began with. */
  readonly partitions: number;
  readonly logger: Logger;
  openTables(namespace: string): Promise<ItemTables>;
}

/**
 * Serves the live namespace. When another one becomes live its item tables are read whole first,
 * while answers still come from the one before, which is fed on: reads never stop.
 */
export async function openServedNamespace(
  options: ServedNamespaceOptions,
): Promise<ServedNamespace> {
  const { namespaces, logger, openTables } = options;
  const first = namespaces.plan.live;
  const closing = new AbortController();
  let current = servedFrom(first, await openTables(first));
  let settled = Promise.resolve();

  function servedFrom(namespace: string, tables: ItemTables): Served {
    const planned = namespaces.plan.namespaces.find(({ name }) => name === namespace);
    return { namespace, partitions: planned?.events?.partitions ?? options.partitions, tables };
  }

  async function settle(): Promise<void> {
    while (current.namespace !== namespaces.plan.live && !closing.signal.aborted) {
      const namespace = namespaces.plan.live;
      try {
        await goOver(namespace);
      } catch (err) {
        logger.warn({ err, namespace, retryMs: RETRY_MS }, 'cannot go over to the live namespace');
        await delay(RETRY_MS, undefined, { signal: closing.signal }).catch(() => {});
      }
    }
  }

  async function goOver(namespace: string): Promise<void> {
    const before = current;
    const tables = await openTables(namespace);
    await Promise.race([tables.caughtUp, aborted(closing.signal)]);
    // Operators may have changed their mind meanwhile.
    const isLive = namespaces.plan.live === namespace && !closing.signal.aborted;
    if (isLive) current = servedFrom(namespace, tables);
    await (isLive ? before : { tables }).tables.close();
    if (isLive) logger.info({ namespace, before: before.namespace }, 'another namespace is served');
  }

  const unwatch = namespaces.watch(() => {
    settled = settled.then(settle);
  });
  settled = settle();
  return {
    get current() {
      return current;
    },
    async close() {
      unwatch();
      closing.abort();
      await settled;
      await current.tables.close();
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) =>
    signal.addEventListener('abort', () => resolve(), { once: true }),
  );
}
