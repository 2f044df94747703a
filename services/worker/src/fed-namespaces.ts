import { setTimeout as delay } from 'node:timers/promises';
import type { Namespace } from '@freshet/events';
import { isRetriable, type Logger } from '@freshet/runtime';
import type { Store } from '@freshet/store';
import type { Namespaces, RunningProcessor } from '@freshet/stream';

/** Pause before processors are started again that could not start, in ms. */
const RETRY_MS = 2_000;

export interface FedNamespacesOptions {
  readonly namespaces: Namespaces;
  readonly store: Pick<Store, 'dropNamespace'>;
  readonly logger: Logger;
  start(namespace: Namespace): Promise<readonly RunningProcessor[]>;
  onFatal(error: Error): void;
}

export interface FedNamespaces {
  readonly running: readonly RunningProcessor[];
  close(): Promise<void>;
}

/**
 * Runs processors in each namespace of the plan: starts them where one is added, and stops them and
 * clears the state where one is dropped. Resolves when those of the plan so far are running.
 */
export async function feedNamespaces(options: FedNamespacesOptions): Promise<FedNamespaces> {
  const { namespaces, store, logger, start, onFatal } = options;
  const fed = new Map<string, readonly RunningProcessor[]>();
  const closing = new AbortController();
  let settled = Promise.resolve();

  async function settle(): Promise<void> {
    const planned = namespaces.plan.namespaces;
    for (const name of fed.keys()) {
      if (!planned.some((namespace) => namespace.name === name)) await drop(name);
    }
    for (const namespace of planned) {
      if (!fed.has(namespace.name) && !closing.signal.aborted) await add(namespace);
    }
  }

  async function add(namespace: Namespace): Promise<void> {
    fed.set(namespace.name, await start(namespace));
    logger.info({ namespace: namespace.name }, 'namespace is fed');
  }

  async function drop(name: string): Promise<void> {
    await stop(name);
    // Every worker does, since another may have written after the first: the last one leaves nothing.
    await store.dropNamespace(name);
    logger.info({ namespace: name }, 'namespace is dropped');
  }

  async function stop(name: string): Promise<void> {
    await Promise.all(fed.get(name)!.map((processor) => processor.close()));
    fed.delete(name);
  }

  async function settleUntilDone(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        return await settle();
      } catch (err) {
        if (!isRetriable(err)) return onFatal(err as Error);
        logger.warn({ err, retryMs: RETRY_MS }, 'namespaces are not yet fed as planned');
        await delay(RETRY_MS, undefined, { signal: closing.signal }).catch(() => {});
      }
    }
  }

  const first = settle();
  settled = first.catch(() => {});
  const unwatch = namespaces.watch(() => {
    settled = settled.then(settleUntilDone);
  });
  await first;
  return {
    get running() {
      return [...fed.values()].flat();
    },
    async close() {
      unwatch();
      closing.abort();
      await settled;
      await Promise.all([...fed.keys()].map(stop));
    },
  };
}
