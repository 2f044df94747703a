import { deployments } from '@freshet/recommend';
import { type Logger, Registry } from '@freshet/runtime';
import type { Store } from '@freshet/store';
import { type Log, openSigningKey } from '@freshet/stream';
import { startWorker, type Worker } from '@freshet/worker';
import { onTestFinished } from 'vitest';
import { followNamespaces } from './pipeline.ts';

/** A line of a worker's log: what it said, and its fields. */
export interface Said {
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface WatchedWorker extends Worker {
  /** Its warnings and errors, oldest first. */
  readonly said: readonly Said[];
  /** A counter or gauge of its registry, summed over the series that have these labels; 0 for none. */
  metric(name: string, labels: Readonly<Record<string, string | number>>): Promise<number>;
}

/** A worker that a test can listen to, closed with the test. */
export async function startWatchedWorker(log: Log, store: Store): Promise<WatchedWorker> {
  const said: Said[] = [];
  const say = (fields: object, message: string) =>
    void said.push({ message, fields: fields as Said['fields'] });
  const logger: Logger = { debug() {}, info() {}, warn: say, error: say };
  const registry = new Registry();
  const worker = await startWorker({
    log,
    store,
    namespaces: await followNamespaces(log),
    deployment: deployments.shop,
    signer: await openSigningKey(log),
    registry,
    logger,
    clock: Date.now,
    cacheKeysMax: 100,
    onFatal: (error) => {
      throw error;
    },
  });
  onTestFinished(() => worker.close());
  return {
    said,
    assigned: worker.assigned,
    close: () => worker.close(),
    async metric(name, labels) {
      const found = await registry.getSingleMetric(name)?.get();
      const series = (found?.values ?? []).filter((value) =>
        Object.entries(labels).every(([label, wanted]) => value.labels[label] === wanted),
      );
      return series.reduce((sum, { value }) => sum + value, 0);
    },
  };
}
