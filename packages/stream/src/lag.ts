import { Gauge } from '@freshet/runtime';
import { perRegistry } from './per-registry.ts';

/** Lag of the partitions held here, as of a scrape. */
export type LagSource = () => Promise<readonly { partition: number; records: number }[]>;

/**
 * By group, who knows its lag: what is put there appears in one gauge of the process, whether the
 * group belongs to a processor or to a plain consumer.
 */
export const lagSources = perRegistry((registry): Map<string, LagSource> => {
  const sources = new Map<string, LagSource>();
  const lag = new Gauge({
    name: 'freshet_partition_lag_records',
    help: 'Records of a partition held here that are not yet processed.',
    labelNames: ['group', 'partition'],
    registers: [],
    // Asked at each scrape: a partition that stands still is seen falling behind, and one that moved
    // to another process is no longer reported here.
    async collect() {
      lag.reset();
      for (const [group, source] of sources) {
        // While the log does not answer, the lag is not known: no series rather than an old figure.
        const lags = await source().catch(() => []);
        for (const { partition, records } of lags) lag.set({ group, partition }, records);
      }
    },
  });
  registry.registerMetric(lag);
  return sources;
});
