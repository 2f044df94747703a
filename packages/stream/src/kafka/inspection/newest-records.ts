import type { Consumer, Kafka } from 'kafkajs';
import type { NewestRecord } from '../../inspection.ts';
import { throwawayConsumer } from './throwaway-consumer.ts';

/** So many of a partition's last offsets are read: the very last may be a transaction's mark. */
const OFFSETS_BACK = 20;
/** When nothing came for so long after the group was joined, no more is waited for, in ms. */
const QUIET_MS = 3_000;
/** How long a fetch may wait at a partition's end, in ms: the first may be sent before the seeks. */
const FETCH_MS = 500;

export interface PartitionRange {
  /** Its name on the brokers. */
  readonly topic: string;
  readonly partition: number;
  readonly start: number;
  readonly end: number;
}

/** The newest record of each partition that is not empty, read in a group that commits nothing. */
export async function newestRecords(
  kafka: Kafka,
  group: string,
  ranges: readonly PartitionRange[],
): Promise<NewestRecord[]> {
  const filled = ranges.filter(({ start, end }) => end > start);
  if (filled.length === 0) return [];
  const consumer = throwawayConsumer(kafka, group, FETCH_MS);
  try {
    await consumer.connect();
    const names = [...new Set(filled.map(({ topic }) => topic))];
    await consumer.subscribe({ topics: names, fromBeginning: false });
    return await read(consumer, filled);
  } finally {
    await consumer.disconnect();
  }
}

async function read(
  consumer: Consumer,
  ranges: readonly PartitionRange[],
): Promise<NewestRecord[]> {
  const newest = new Map<string, NewestRecord>();
  const awaited = new Set(ranges.map(placeOf));
  let quiet: NodeJS.Timeout | undefined;
  let finish!: () => void;
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch: { topic, partition, messages } }) => {
      const { offset, timestamp, value } = messages.at(-1)!;
      const record = { offset: Number(offset), timestamp: Number(timestamp), value };
      const place = placeOf({ topic, partition });
      newest.set(place, { topic, partition, ...record });
      quiet?.refresh();
      awaited.delete(place);
      if (awaited.size === 0) finish();
    },
  });
  for (const { topic, partition, start, end } of ranges) {
    consumer.seek({ topic, partition, offset: String(Math.max(start, end - OFFSETS_BACK)) });
  }
  quiet = setTimeout(finish, QUIET_MS);
  await finished;
  clearTimeout(quiet);
  return [...newest.values()];
}

const placeOf = ({ topic, partition }: Pick<PartitionRange, 'topic' | 'partition'>): string =>
  `${topic}/${partition}`;
