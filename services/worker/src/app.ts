import type { Logger, Registry } from '@freshet/runtime';
import type { Deployment } from '@freshet/recommend';
import { GROUPS, LIVE_NAMESPACE, type Store } from '@freshet/store';
import { createProcessorMetrics, type Log, runConsumer, runProcessor } from '@freshet/stream';
import { createFreshnessProbe } from './freshness-probe.ts';
import { createItemsProcessor } from './processors/items.ts';
import { createProfilesProcessor } from './processors/profiles.ts';

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

/** Runs every processor in this process; further workers share the partitions with it. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { deployment, registry } = options;
  const runtime = {
    ...options,
    namespace: LIVE_NAMESPACE,
    metrics: createProcessorMetrics(registry),
  };
  const [profiles, items, probe] = await Promise.all([
    runProcessor(createProfilesProcessor(deployment), runtime),
    runProcessor(createItemsProcessor(deployment), runtime),
    runConsumer(createFreshnessProbe(options), options),
  ]);
  return {
    get assigned() {
      return { [GROUPS.profiles]: profiles.assigned, [GROUPS.items]: items.assigned };
    },
    async close() {
      await Promise.all([profiles.close(), items.close(), probe.close()]);
    },
  };
}
