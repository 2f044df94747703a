import type { Topic } from '@freshet/events';
import { segmentMs } from '../../record-age.ts';
import { LETTER_BYTES_MAX, RECORD_BYTES_MAX } from '../../record-size.ts';

/** How often a compacted partition begins a new segment: the newest one is never compacted. */
const COMPACT_SEGMENT_MS = 3_600_000;
/** Share of not yet compacted bytes that starts a compaction (Kafka's default is half). */
const COMPACT_DIRTY_RATIO = 0.1;
/** How long a deletion stays readable, so that no reader of the whole topic misses it. */
const TOMBSTONE_MS = 24 * 3_600_000;

/** Room for the framing of a batch around one record. */
const FRAME_BYTES = 1024;

/** Topic settings for Kafka, as name and value. */
export function topicSettings(
  topic: Topic,
  replicationFactor: number,
): { name: string; value: string }[] {
  const settings = {
    // With three replicas a write survives the loss of one broker, and is still taken then.
    'min.insync.replicas': replicationFactor >= 3 ? 2 : 1,
    // Retention and seeking by time go by the brokers' clock, which no client can set wrong.
    'message.timestamp.type': 'LogAppendTime',
    'cleanup.policy': topic.cleanup,
    ...(topic.kind === 'letters' && { 'max.message.bytes': LETTER_BYTES_MAX + FRAME_BYTES }),
    ...(topic.cleanup === 'compact' ? compaction : retention(topic)),
  };
  return Object.entries(settings).map(([name, value]) => ({ name, value: String(value) }));
}

/** The same of a topic that there is, and the room for records that all brokers have who are left alone. */
export function neededSettings(topic: Topic, replicas: number): ReadonlyMap<string, string> {
  return new Map([
    ['max.message.bytes', String(RECORD_BYTES_MAX + FRAME_BYTES)],
    ...topicSettings(topic, replicas).map(({ name, value }) => [name, value] as const),
  ]);
}

const compaction = {
  'segment.ms': COMPACT_SEGMENT_MS,
  'min.cleanable.dirty.ratio': COMPACT_DIRTY_RATIO,
  'delete.retention.ms': TOMBSTONE_MS,
};

function retention({ retentionMs = -1, retentionBytes = -1 }: Topic) {
  return {
    'retention.ms': retentionMs,
    'retention.bytes': retentionBytes,
    ...(retentionMs >= 0 && { 'segment.ms': segmentMs(retentionMs) }),
  };
}
