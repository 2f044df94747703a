import { partitionOf } from '@freshet/events';
import { FreshetError, type Logger, type Registry } from '@freshet/runtime';
import type { OutgoingRecord, Place, Publisher, RecordResults } from '../../log.ts';
import { PublishCall } from '../../publish-call.ts';
import { asBuffer, bytesOf } from '../../record-key.ts';
import { checkRecordSize, recordBytes } from '../../record-size.ts';
import { type DeliveryOptions, deliver } from './delivery.ts';
import { createPublisherMetrics } from './metrics.ts';
import type { Outgoing, PartitionBatch, ProduceRequest } from './outgoing.ts';
import type { Produce } from './produce.ts';
import { type RequestLimits, ShardQueue } from './shard-queue.ts';
import { StickyPartition } from './sticky-partition.ts';
import type { Transactions } from './transactions.ts';

/** Partitions are spread over so many shards, each with one request in flight. */
const SHARDS = 4;
const REQUEST: RequestLimits = { recordsMax: 500, bytesMax: 512 * 1024 };
/** How long a record waits for company when its shard is idle, in ms. */
const LINGER_MS = 2;
/** What an accepted record costs in memory beside its key and value, roughly. */
const RECORD_OVERHEAD_BYTES = 200;
const BUFFER_BYTES_MAX = 64 * 1024 * 1024;
const DELIVERY_TIMEOUT_MS = 30_000;
/** How long `close` tries to send what waits, in ms, however long records may be tried otherwise. */
const CLOSE_TIMEOUT_MS = 5_000;

export interface KafkaPublisherOptions {
  readonly produce: Produce;
  readonly transactions: Pick<Transactions, 'commit' | 'close'>;
  readonly brokers: readonly string[];
  readonly logger: Logger;
  readonly registry?: Registry;
  /** Partition count of a topic. */
  partitions(topic: string): number;
  /** Name of a topic on the brokers. */
  topicName(topic: string): string;
  /** Bytes accepted and not acknowledged at which PUBLISHER_FULL begins; default 64 MiB. */
  readonly bufferBytesMax?: number;
  /** How long one record is tried before LOG_UNREACHABLE, in ms; default 30 s; Infinity: until `close`. */
  readonly deliveryTimeoutMs?: number;
}

interface Shard {
  readonly queue: ShardQueue;
  inFlight: boolean;
  linger: NodeJS.Timeout | undefined;
}

/**
 * Batches by count, bytes and time, which kafkajs does not. Not idempotent: kafkajs's idempotent
 * producer reuses sequence numbers after a failure and then loses records (tulios/kafkajs#1005). Order
 * comes from having one request per partition in flight; a retry may store a record twice.
 */
export class KafkaPublisher implements Publisher {
  readonly #o: KafkaPublisherOptions;
  readonly #delivery: DeliveryOptions;
  readonly #shards: readonly Shard[];
  readonly #sticky = new Map<string, StickyPartition>();
  readonly #bufferBytesMax: number;
  #pendingBytes = 0;
  /** When `close` gives up, epoch ms. */
  #closeDeadline = Infinity;
  #closing = false;
  #drained: (() => void) | undefined;

  constructor(options: KafkaPublisherOptions) {
    this.#o = options;
    this.#bufferBytesMax = options.bufferBytesMax ?? BUFFER_BYTES_MAX;
    const { deliveryTimeoutMs = DELIVERY_TIMEOUT_MS } = options;
    this.#delivery = {
      ...options,
      metrics: createPublisherMetrics(options.registry, () => this.#pendingBytes),
      deadline: (acceptedAt) => Math.min(acceptedAt + deliveryTimeoutMs, this.#closeDeadline),
      settled: (batch) => this.#settled(batch),
    };
    this.#shards = Array.from({ length: SHARDS }, () => ({
      queue: new ShardQueue(REQUEST),
      inFlight: false,
      linger: undefined,
    }));
  }

  get pendingBytes(): number {
    return this.#pendingBytes;
  }

  async publish(topic: string, records: readonly OutgoingRecord[]): Promise<readonly Place[]> {
    if (records.length === 0) return [];
    const call = new PublishCall(records.length);
    this.submit(topic, records, call);
    return call.done;
  }

  submit(topic: string, records: readonly OutgoingRecord[], results: RecordResults): void {
    if (this.#closing) throw closed();
    const outgoing = this.#bind(topic, records, results);
    this.#reserve(outgoing);
    for (const record of outgoing) this.#shardOf(record.partition).queue.add(record);
    for (const shard of this.#shards) this.#pump(shard);
  }

  async publishAtomically(
    topic: string,
    records: readonly OutgoingRecord[],
  ): Promise<readonly Place[]> {
    if (this.#closing) throw closed();
    if (records.length === 0) return [];
    const call = new PublishCall(records.length);
    const outgoing = this.#bind(topic, records, call);
    this.#reserve(outgoing);
    void this.#o.transactions.commit(outgoing).finally(() => this.#release(outgoing));
    return call.done;
  }

  /** Sends what waits, or gives it up after CLOSE_TIMEOUT_MS; takes nothing more. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#closeDeadline = Date.now() + CLOSE_TIMEOUT_MS;
    for (const shard of this.#shards) this.#pump(shard);
    if (this.#pendingBytes > 0) {
      await new Promise<void>((resolve) => {
        this.#drained = resolve;
      });
    }
    await this.#o.transactions.close();
  }

  #bind(topic: string, records: readonly OutgoingRecord[], results: RecordResults): Outgoing[] {
    const partitions = this.#o.partitions(topic);
    const acceptedAt = Date.now();
    const name = this.#o.topicName(topic);
    return records.map((record, index) => {
      const key = bytesOf(record.key);
      const value = record.value === null ? null : asBuffer(record.value);
      const { ack = 'all', headers } = record;
      const payload = recordBytes(key, value, headers);
      checkRecordSize(topic, payload);
      const partition = record.partition ?? this.#partitionFor(name, key, partitions);
      const bytes = payload + RECORD_OVERHEAD_BYTES;
      return {
        topic: name,
        partition,
        key,
        value,
        headers,
        ack,
        bytes,
        acceptedAt,
        results,
        index,
      };
    });
  }

  #partitionFor(topic: string, key: Buffer | null, partitions: number): number {
    if (key !== null) return partitionOf(key, partitions);
    let sticky = this.#sticky.get(topic);
    if (sticky === undefined) {
      sticky = new StickyPartition(partitions, REQUEST.recordsMax);
      this.#sticky.set(topic, sticky);
    }
    return sticky.next();
  }

  /** All or nothing: a call that was taken in part could not be repeated in order. */
  #reserve(outgoing: readonly Outgoing[]): void {
    const bytes = outgoing.reduce((sum, record) => sum + record.bytes, 0);
    if (this.#pendingBytes + bytes > this.#bufferBytesMax) {
      throw new FreshetError(
        'PUBLISHER_FULL',
        `${this.#pendingBytes} bytes wait for Kafka and ${bytes} more would pass the bound of ${this.#bufferBytesMax}; try again when it has caught up.`,
        { pendingBytes: this.#pendingBytes, bytes, bufferBytesMax: this.#bufferBytesMax },
      );
    }
    this.#pendingBytes += bytes;
  }

  #shardOf(partition: number): Shard {
    return this.#shards[partition % SHARDS]!;
  }

  /** Sends the shard's next request if it is due, or sees to it that somebody asks again. */
  #pump(shard: Shard): void {
    if (shard.inFlight || shard.queue.takeable === 0) return;
    if (shard.queue.full || this.#closing) {
      this.#send(shard);
      return;
    }
    shard.linger ??= setTimeout(() => this.#send(shard), LINGER_MS);
  }

  #send(shard: Shard): void {
    clearTimeout(shard.linger);
    shard.linger = undefined;
    const request = shard.queue.take();
    if (request === undefined) return;
    for (const { topic, partition } of request.batches) this.#sticky.get(topic)?.left(partition);
    void this.#deliver(shard, request);
  }

  async #deliver(shard: Shard, request: ProduceRequest): Promise<void> {
    shard.inFlight = true;
    await deliver(request, this.#delivery);
    shard.inFlight = false;
    // What came while the request was under way has waited long enough.
    if (shard.queue.takeable > 0) this.#send(shard);
  }

  #settled({ topic, partition, records }: PartitionBatch): void {
    const shard = this.#shardOf(partition);
    shard.queue.release(topic, partition);
    this.#pump(shard);
    this.#release(records);
  }

  #release(records: readonly Outgoing[]): void {
    for (const { bytes } of records) this.#pendingBytes -= bytes;
    if (this.#pendingBytes === 0) this.#drained?.();
  }
}

function closed(): FreshetError {
  return new FreshetError('LOG_CLOSED', 'The log is closed; nothing more can be published.');
}
