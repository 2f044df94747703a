import { Gauge, type Registry } from '@freshet/runtime';
import { drainSeconds, type Positions, processedPerSecond, type Sample } from './drain-estimate.ts';
import type { PartitionOffsets } from './log.ts';
import { perRegistry } from './per-registry.ts';

/** Time between two looks at where a group stands, and how many are kept: a rate of ten seconds. */
const SAMPLE_MS = 1_000;
const SAMPLES_MAX = 11;

/** Who knows how far a group is behind, in the partitions held here. */
export interface LagSource {
  positions(): Positions;
  /** Rejects while the log does not answer. */
  ends(): Promise<readonly PartitionOffsets[]>;
}

export interface LagReport {
  /** Has a group in the process's gauges, whether it is a processor's or a plain consumer's. */
  add(group: string, source: LagSource): void;
  remove(group: string): void;
}

export const lagReport = perRegistry((registry): LagReport => {
  const watched = new Map<string, WatchedGroup>();
  registerLag(registry, watched);
  registerDrain(registry, watched);
  return {
    add(group, source) {
      watched.set(group, new WatchedGroup(source));
    },
    remove(group) {
      watched.get(group)?.stop();
      watched.delete(group);
    },
  };
});

/** Records not yet processed, by partition. */
type Lags = ReadonlyMap<number, number>;

class WatchedGroup {
  readonly #source: LagSource;
  readonly #samples: Sample[] = [];
  readonly #timer: NodeJS.Timeout;
  /** Both gauges ask at one scrape, the log is asked once. */
  #asked: Promise<Lags | undefined> | undefined;

  constructor(source: LagSource) {
    this.#source = source;
    this.#timer = setInterval(() => this.#look(), SAMPLE_MS).unref();
    this.#look();
  }

  /** Nothing while the log does not answer: no figure rather than an old one. */
  lags(): Promise<Lags | undefined> {
    this.#asked ??= this.#ask().finally(() => {
      this.#asked = undefined;
    });
    return this.#asked;
  }

  async #ask(): Promise<Lags | undefined> {
    const ends = await this.#source.ends().catch(() => undefined);
    if (ends === undefined) return undefined;
    const endOf = new Map(ends.map(({ partition, end }) => [partition, end]));
    return new Map(
      [...this.#source.positions()].map(([partition, next]) => [
        partition,
        Math.max(0, (endOf.get(partition) ?? 0) - next),
      ]),
    );
  }

  async drainSeconds(): Promise<number | undefined> {
    const lags = await this.lags();
    if (lags === undefined) return undefined;
    const lag = [...lags.values()].reduce((sum, records) => sum + records, 0);
    return drainSeconds(lag, processedPerSecond(this.#samples));
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    this.#samples.push({ at: performance.now(), positions: this.#source.positions() });
    if (this.#samples.length > SAMPLES_MAX) this.#samples.shift();
  }
}

/** Asked at each scrape: a partition that stands still is seen falling behind, one that moved is gone. */
function registerLag(registry: Registry, watched: ReadonlyMap<string, WatchedGroup>): void {
  const lag = new Gauge({
    name: 'freshet_partition_lag_records',
    help: 'Records of a partition held here that are not yet processed.',
    labelNames: ['group', 'partition'],
    registers: [],
    async collect() {
      lag.reset();
      for (const [group, one] of watched) {
        const lags = (await one.lags()) ?? [];
        for (const [partition, records] of lags) lag.set({ group, partition }, records);
      }
    },
  });
  registry.registerMetric(lag);
}

function registerDrain(registry: Registry, watched: ReadonlyMap<string, WatchedGroup>): void {
  const drain = new Gauge({
    name: 'freshet_worker_drain_seconds',
    help: 'Time until the lag of the partitions held here is worked off at the rate of the last ten seconds; nothing while it stands still.',
    labelNames: ['group'],
    registers: [],
    async collect() {
      drain.reset();
      for (const [group, one] of watched) {
        const seconds = await one.drainSeconds();
        if (seconds !== undefined) drain.set({ group }, seconds);
      }
    },
  });
  registry.registerMetric(drain);
}
