import { behaviourEventCodec, copiedEvent, unlessUnreadable } from '@freshet/events';
import { Histogram } from '@freshet/runtime';
import {
  type AtMostOnce,
  onEveryEventTopic,
  type PlannedRuntime,
  runPlanned,
} from '@freshet/stream';

const GROUP = 'freshness-probe';
/** Visitors are spread over partitions by hash, so one partition in so many stands for all. */
const PARTITIONS_PER_SAMPLE = 16;
/** Events of one batch whose age is observed. */
const EVENTS_PER_BATCH_MAX = 10;
/** Seconds. */
const BUCKETS_S = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300];

export interface FreshnessProbeOptions extends PlannedRuntime {
  readonly clock: () => number;
}

/**
 * Group `freshness-probe`: how old events are when a consumer gets them, apart from any processing. At
 * most once: an event that is left out does not change the picture, one that came again after a crash
 * would look old.
 */
export function startProbe(options: FreshnessProbeOptions): Promise<{ close(): Promise<void> }> {
  const { registry, clock } = options;
  const age = new Histogram({
    name: 'freshet_event_age_seconds',
    help: 'Age of sampled events, from received by ingest to handed to a consumer.',
    buckets: BUCKETS_S,
    registers: [registry],
  });
  const create = (topic: string, group: string): AtMostOnce => ({
    group,
    topic,
    delivery: 'at-most-once',
    begin: 'latest',
    reads: (partition) => partition % PARTITIONS_PER_SAMPLE === 0,
    async work({ records }) {
      const now = clock();
      for (const { value } of records.slice(-EVENTS_PER_BATCH_MAX)) {
        const receivedAt = receivedAtOf(value);
        if (receivedAt !== undefined) age.observe(Math.max(0, now - receivedAt) / 1000);
      }
    },
  });
  return runPlanned(onEveryEventTopic(GROUP, create), options);
}

/** undefined for a copy, and for a record that cannot be read: those are for the processors to report. */
function receivedAtOf(value: Uint8Array | null): number | undefined {
  return unlessUnreadable(() => {
    if (value === null || copiedEvent(value) !== undefined) return undefined;
    return behaviourEventCodec.decode(value).receivedAt;
  });
}
