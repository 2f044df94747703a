import type { Logger, Registry } from '@freshet/runtime';
import type { Deployment } from '@freshet/recommend';
import { LIVE_NAMESPACE, type Store } from '@freshet/store';
import {
  createProcessorMetrics,
  type Log,
  type Processor,
  type RunningConsumer,
  type RunningProcessor,
  runConsumer,
  runProcessor,
} from '@freshet/stream';
import { createFreshnessProbe } from './freshness-probe.ts';
import { type Group, groups, processors } from './processors/processors.ts';

export interface WorkerOptions {
  readonly log: Log;
  readonly store: Store;
  readonly deployment: Deployment;
  readonly registry: Registry;
  readonly logger: Logger;
  readonly clock: () => number;
  /** Decoded profiles and items kept in memory, each. */
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
  const [processing, probe] = await Promise.all([
    startProcessors(groups, options),
    startProbe(options),
  ]);
  return {
    get assigned() {
      return processing.assigned;
    },
    async close() {
      await Promise.all([processing.close(), probe.close()]);
    },
  };
}

export function startProbe(options: WorkerOptions): Promise<RunningConsumer> {
  return runConsumer(createFreshnessProbe(options), options);
}

export async function startProcessors(
  wanted: readonly Group[],
  options: WorkerOptions,
): Promise<Worker> {
  const metrics = createProcessorMetrics(options.registry);
  const runtime = { ...options, namespace: LIVE_NAMESPACE, metrics };
  const running = await Promise.all(
    wanted.map(async (group): Promise<[Group, RunningProcessor]> => {
      // The runner keeps each processor's types to itself.
      const processor = processors[group](options.deployment) as Processor<never, unknown, never>;
      return [group, await runProcessor(processor, runtime)];
    }),
  );
  return {
    get assigned() {
      return Object.fromEntries(running.map(([group, { assigned }]) => [group, assigned]));
    },
    async close() {
      await Promise.all(running.map(([, processor]) => processor.close()));
    },
  };
}
