/** How often a partition begins a new segment at least: only what lies in an older one can go. */
const SEGMENT_MS_MAX = 86_400_000;
/** Brokers look for what is too old every five minutes, and delete its files a minute later. */
const REMOVAL_MS = 600_000;

/**
 * How long records gather in one segment of Kafka's, which goes as a whole, for a topic kept `retentionMs`.
 * Kafka's own default is a week, whatever the retention.
 */
export const segmentMs = (retentionMs: number): number => Math.min(retentionMs, SEGMENT_MS_MAX);

/** How old a record is at most, in ms, when its bytes leave the disk. */
export const recordAgeMax = (retentionMs: number): number =>
  retentionMs + segmentMs(retentionMs) + REMOVAL_MS;
