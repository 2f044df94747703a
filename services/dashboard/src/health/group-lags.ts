import { drainSeconds, type Log, processedPerSecond, type Sample } from '@freshet/stream';
import type { GroupHealth } from '../shapes/health.ts';
import type { ConsumerGroup } from './groups.ts';
import type { MetricValues } from './metric-values.ts';

/** Looks at where a group stands that are kept, and the least time between two: a rate of ten seconds and more. */
const SAMPLES_MAX = 11;
const SAMPLE_MS = 1_000;

/**
 * How far groups are behind: those that run in this process exactly, others by what they have committed,
 * which is up to five seconds old.
 */
export class GroupLags {
  readonly #admin: Log['admin'];
  readonly #samples = new Map<string, Sample[]>();

  constructor({ admin }: Pick<Log, 'admin'>) {
    this.#admin = admin;
  }

  /** @throws FreshetError LOG_UNREACHABLE. */
  of(groups: readonly ConsumerGroup[], metrics: MetricValues): Promise<readonly GroupHealth[]> {
    for (const known of this.#samples.keys()) {
      if (!groups.some(({ group }) => group === known)) this.#samples.delete(known);
    }
    return Promise.all(
      groups.map(async (group) => heldHere(group, metrics) ?? this.#committed(group)),
    );
  }

  async #committed({ group, topic, isHere }: ConsumerGroup): Promise<GroupHealth> {
    const [offsets, committed] = await Promise.all([
      this.#admin.offsets(topic),
      this.#admin.committed(group, topic),
    ]);
    const next = new Map(committed.map(({ partition, offset }) => [partition, offset]));
    const partitions = offsets.map(({ partition, start, end }) => {
      return { partition, lag: Math.max(0, end - Math.max(start, next.get(partition) ?? -1)) };
    });
    const lag = partitions.reduce((sum, each) => sum + each.lag, 0);
    const perSecond = processedPerSecond(this.#sample(group, next));
    return {
      group,
      topic,
      lag,
      partitions,
      drainS: drainSeconds(lag, perSecond) ?? null,
      // What runs here has no partition yet: it is just starting, or other members have them all.
      assignments: isHere ? 0 : null,
    };
  }

  #sample(group: string, positions: Sample['positions']): readonly Sample[] {
    const samples = this.#samples.get(group) ?? [];
    this.#samples.set(group, samples);
    const at = performance.now();
    if (at - (samples.at(-1)?.at ?? -Infinity) < SAMPLE_MS) return samples;
    samples.push({ at, positions });
    if (samples.length > SAMPLES_MAX) samples.shift();
    return samples;
  }
}

/** undefined for a group of which nothing runs here. */
function heldHere({ group, topic }: ConsumerGroup, metrics: MetricValues): GroupHealth | undefined {
  const isOurs = ({ labels }: { readonly labels: Readonly<Record<string, string | number>> }) =>
    labels['group'] === group;
  const partitions = metrics('freshet_partition_lag_records')
    .filter(isOurs)
    .map(({ labels, value }) => ({ partition: Number(labels['partition']), lag: value }))
    .toSorted((a, b) => a.partition - b.partition);
  if (partitions.length === 0) return undefined;
  const drain = metrics('freshet_worker_drain_seconds').find(isOurs);
  const lag = partitions.reduce((sum, each) => sum + each.lag, 0);
  const assignments = metrics('freshet_partition_assignments_total').find(isOurs)?.value ?? 0;
  return { group, topic, lag, partitions, drainS: drain?.value ?? null, assignments };
}
