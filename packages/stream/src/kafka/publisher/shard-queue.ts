import type { Outgoing, PartitionBatch, ProduceRequest } from './outgoing.ts';

export interface RequestLimits {
  /** Records in one request. */
  readonly recordsMax: number;
  /** Bytes in one request; a single larger record goes alone. */
  readonly bytesMax: number;
}

interface PartitionQueue {
  readonly topic: string;
  readonly partition: number;
  records: Outgoing[];
  bytes: number;
  /** In a request that is not settled: nothing more of it may leave, or a retry could reorder. */
  busy: boolean;
}

/**
 * Waiting records of one shard of partitions, cut into requests. Within a partition records leave in
 * the order in which they came; a partition in flight is left out until it is released. No clock and
 * no I/O. Bounded by the publisher, which counts the bytes of all shards together.
 */
export class ShardQueue {
  readonly #limits: RequestLimits;
  /** Partitions take turns: one that was served moves to the end. */
  readonly #partitions = new Map<string, PartitionQueue>();
  #records = 0;
  #bytes = 0;

  constructor(limits: RequestLimits) {
    this.#limits = limits;
  }

  /** Records that could leave now, those of partitions in flight not counted. */
  get takeable(): number {
    return this.#records;
  }

  /** Whether waiting longer would not make the next request larger. */
  get full(): boolean {
    return this.#records >= this.#limits.recordsMax || this.#bytes >= this.#limits.bytesMax;
  }

  add(record: Outgoing): void {
    const queue = this.#queueOf(record.topic, record.partition);
    queue.records.push(record);
    queue.bytes += record.bytes;
    if (!queue.busy) this.#count(1, record.bytes);
  }

  /** The next request, its partitions busy from now on; undefined when nothing can leave. */
  take(): ProduceRequest | undefined {
    const batches: PartitionBatch[] = [];
    let { recordsMax: recordsLeft, bytesMax: bytesLeft } = this.#limits;
    let ack: Outgoing['ack'] | undefined;
    for (const [name, queue] of this.#partitions) {
      const first = queue.records[0];
      if (queue.busy || first === undefined) continue;
      ack ??= first.ack;
      if (first.ack !== ack) continue;
      const { count, bytes } = run(queue.records, recordsLeft, bytesLeft, batches.length === 0);
      if (count === 0) break;
      batches.push({
        topic: queue.topic,
        partition: queue.partition,
        records: this.#cut(queue, count, bytes),
      });
      this.#partitions.delete(name);
      this.#partitions.set(name, queue);
      recordsLeft -= count;
      bytesLeft -= bytes;
    }
    return ack === undefined ? undefined : { ack, batches };
  }

  /** The partition's request is settled: what waited behind it may leave. */
  release(topic: string, partition: number): void {
    const name = nameOf(topic, partition);
    const queue = this.#partitions.get(name);
    if (queue === undefined) return;
    queue.busy = false;
    if (queue.records.length === 0) this.#partitions.delete(name);
    else this.#count(queue.records.length, queue.bytes);
  }

  #cut(queue: PartitionQueue, count: number, bytes: number): Outgoing[] {
    this.#count(-queue.records.length, -queue.bytes);
    queue.busy = true;
    queue.bytes -= bytes;
    return queue.records.splice(0, count);
  }

  #queueOf(topic: string, partition: number): PartitionQueue {
    const name = nameOf(topic, partition);
    let queue = this.#partitions.get(name);
    if (queue === undefined) {
      queue = { topic, partition, records: [], bytes: 0, busy: false };
      this.#partitions.set(name, queue);
    }
    return queue;
  }

  #count(records: number, bytes: number): void {
    this.#records += records;
    this.#bytes += bytes;
  }
}

/** How many records from the front share one ack level and fit; the first fits always if `forced`. */
function run(
  records: readonly Outgoing[],
  recordsLeft: number,
  bytesLeft: number,
  forced: boolean,
) {
  let count = 0;
  let bytes = 0;
  for (const record of records) {
    const fits = count < recordsLeft && bytes + record.bytes <= bytesLeft;
    if (!fits && !(forced && count === 0)) break;
    if (record.ack !== records[0]!.ack) break;
    count += 1;
    bytes += record.bytes;
  }
  return { count, bytes };
}

const nameOf = (topic: string, partition: number): string => `${topic}/${partition}`;
