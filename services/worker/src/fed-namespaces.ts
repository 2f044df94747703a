import type { Namespace } from '@freshet/events';
import type { Logger } from '@freshet/runtime';
import type { Store } from '@freshet/store';
import { keepToPlan, type Namespaces, type RunningProcessor } from '@freshet/stream';

export interface FedNamespacesOptions {
  readonly namespaces: Namespaces;
  readonly store: Pick<Store, 'dropNamespace'>;
  readonly logger: Logger;
  start(namespace: Namespace): Promise<FedNamespace>;
  onFatal(error: Error): void;
}

export interface FedNamespace {
  readonly processors: readonly RunningProcessor[];
  /** Closes the processors and what they use. */
  close(): Promise<void>;
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
  const fed = new Map<string, FedNamespace>();
  const keeping = await keepToPlan({
    namespaces,
    logger,
    onFatal,
    unsettled: 'namespaces are not yet fed as planned',
    settle,
  });

  async function settle(closing: AbortSignal): Promise<void> {
    const planned = namespaces.plan.namespaces;
    for (const name of fed.keys()) {
      if (!planned.some((namespace) => namespace.name === name)) await drop(name);
    }
    for (const namespace of planned) {
      if (!fed.has(namespace.name) && !closing.aborted) await add(namespace);
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
    await fed.get(name)!.close();
    fed.delete(name);
  }

  return {
    get running() {
      return [...fed.values()].flatMap(({ processors }) => processors);
    },
    async close() {
      await keeping.close();
      await Promise.all([...fed.keys()].map(stop));
    },
  };
}
