import type { LogRecord, PartitionOffsets } from '@freshet/stream';

/** The log as the brokers hold it: what is appended here is seen by every process at once. */
export class MemoryLog {
  readonly #topics: ReadonlyMap<string, LogRecord[][]>;

  constructor(partitions: ReadonlyMap<string, number>) {
    this.#topics = new Map(
      [...partitions].map(([topic, count]) => [topic, Array.from({ length: count }, () => [])]),
    );
  }

  partitions(topic: string): number {
    return this.#topics.get(topic)!.length;
  }

  /** `gap`: so many offsets before the record stay empty, as after a transaction or a compaction. */
  append(
    topic: string,
    partition: number,
    record: Omit<LogRecord, 'offset' | 'timestamp'>,
    gap = 0,
  ) {
    const offset = this.end(topic, partition) + gap;
    this.records(topic, partition).push({ ...record, offset, timestamp: 0 });
    return { partition, offset };
  }

  records(topic: string, partition: number): LogRecord[] {
    return this.#topics.get(topic)![partition]!;
  }

  end(topic: string, partition: number): number {
    return (this.records(topic, partition).at(-1)?.offset ?? -1) + 1;
  }

  /** At most `max` records from `offset` on. */
  read(topic: string, partition: number, offset: number, max: number): LogRecord[] {
    const records = this.records(topic, partition);
    const from = records.findIndex((record) => record.offset >= offset);
    return from < 0 ? [] : records.slice(from, from + max);
  }

  offsets(topic: string): PartitionOffsets[] {
    return Array.from({ length: this.partitions(topic) }, (_, partition) => ({
      partition,
      start: 0,
      end: this.end(topic, partition),
    }));
  }
}
