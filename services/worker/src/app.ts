import { type Namespace, namespaceTopics } from '@freshet/events';
import type { Logger, Registry } from '@freshet/runtime';
import type { Deployment } from '@freshet/recommend';
import type { Store } from '@freshet/store';
import {
  createProcessorMetrics,
  type Log,
  type Namespaces,
  type Processor,
  type RunningProcessor,
  runProcessor,
} from '@freshet/stream';
import { feedNamespaces } from './fed-namespaces.ts';
import { startMirrors } from './mirrors.ts';
import { startProbe } from './freshness-probe.ts';
import { type Group, groups, processors } from './processors/processors.ts';

export interface WorkerOptions {
  readonly log: Log;
  readonly store: Store;
  /** Which namespaces to feed. */
  readonly namespaces: Namespaces;
  readonly deployment: Deployment;
  readonly registry: Registry;
  readonly logger: Logger;
  readonly clock: () => number;
  /** Decoded profiles and items kept in memory, each, for each namespace. */
  readonly cacheKeysMax: number;
  onFatal(error: Error): void;
}

export interface Worker {
  /** Partitions that this worker holds, by consumer group. */
  readonly assigned: Readonly<Record<string, readonly number[]>>;
  close(): Promise<void>;
}

/** Runs every consumer in this thread; further workers share the partitions with it. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const [processing, ...others] = await Promise.all([
    startProcessors(groups, options),
    startProbe(options),
    startMirrors(options),
  ]);
  return {
    get assigned() {
      return processing.assigned;
    },
    async close() {
      await Promise.all([processing, ...others].map((part) => part.close()));
    },
  };
}

/** Runs these processors in every namespace that is fed, as operators add and drop them. */
export async function startProcessors(
  wanted: readonly Group[],
  options: WorkerOptions,
): Promise<Worker> {
  const metrics = createProcessorMetrics(options.registry);

  async function start(namespace: Namespace): Promise<RunningProcessor[]> {
    const topics = namespaceTopics(namespace);
    await options.log.admin.ensureTopics(Object.values(topics));
    const runtime = { ...options, namespace, metrics };
    const starting = wanted.map((group) => {
      // The runner keeps each processor's types to itself.
      const processor = processors[group](options.deployment, topics);
      return runProcessor(processor as Processor<never, unknown, never>, runtime);
    });
    return Promise.all(starting).catch(async (error: unknown) => {
      const started = await Promise.allSettled(starting);
      await Promise.all(
        started.flatMap((one) => (one.status === 'fulfilled' ? [one.value.close()] : [])),
      );
      throw error;
    });
  }

  const fed = await feedNamespaces({ ...options, start });
  return {
    get assigned() {
      return Object.fromEntries(fed.running.map(({ group, assigned }) => [group, assigned]));
    },
    close: () => fed.close(),
  };
}
