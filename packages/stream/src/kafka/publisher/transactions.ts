import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@freshet/runtime';
import type { ICustomPartitioner, Kafka, Producer } from 'kafkajs';
import { withDeadline } from '../../deadline.ts';
import { backoffMs } from '../backoff.ts';
import { unreachable } from '../connection.ts';
import { written } from './delivery.ts';
import type { Outgoing, PartitionBatch } from './outgoing.ts';
import { produceThrough } from './produce.ts';

/**
 * The brokers abort a transaction that stands still for so long, in ms. Short: until then a reader of
 * committed records sees nothing of its partitions, whoever wrote it.
 */
const TRANSACTION_TIMEOUT_MS = 10_000;
/** How long one call is tried before LOG_UNREACHABLE, in ms. */
const DELIVERY_TIMEOUT_MS = 15_000;
/** Records in one transaction; a single larger call goes alone. */
const RECORDS_MAX = 1_000;

/** Every record says its own partition. */
export const explicitPartitioner: ICustomPartitioner =
  () =>
  ({ message }) =>
    message.partition!;

export interface TransactionsOptions {
  readonly kafka: Kafka;
  readonly brokers: readonly string[];
  readonly logger: Logger;
  /** Nobody else's, or the two would end each other's transactions. */
  readonly transactionalId: string;
}

interface Call {
  readonly records: readonly Outgoing[];
  settled(): void;
}

/**
 * Kafka transactions, one after another on a producer of their own; calls that come meanwhile share
 * the next one. Bounded by the publisher, which counts their bytes.
 *
 * kafkajs has no legal way on from a commit that failed (tulios/kafkajs#1416), so after any failure the
 * producer is thrown away. The next one has the same transactional id: its first request ends what the
 * old one left open (KIP-98), before the time-out would.
 */
export class Transactions {
  readonly #o: TransactionsOptions;
  readonly #queue: Call[] = [];
  #producer: Producer | undefined;
  #running: Promise<void> | undefined;

  constructor(options: TransactionsOptions) {
    this.#o = options;
  }

  /** Tells the records' calls what became of them, and resolves when it has. */
  commit(records: readonly Outgoing[]): Promise<void> {
    return new Promise((settled) => {
      this.#queue.push({ records, settled });
      this.#running ??= this.#run();
    });
  }

  async close(): Promise<void> {
    await this.#running;
    await this.#producer?.disconnect();
  }

  async #run(): Promise<void> {
    while (this.#queue.length > 0) {
      const calls = this.#takeGroup();
      await this.#deliver(calls.flatMap(({ records }) => records));
      for (const { settled } of calls) settled();
    }
    this.#running = undefined;
  }

  #takeGroup(): readonly Call[] {
    let calls = 1;
    for (let records = this.#queue[0]!.records.length; calls < this.#queue.length; calls++) {
      records += this.#queue[calls]!.records.length;
      if (records > RECORDS_MAX) break;
    }
    return this.#queue.splice(0, calls);
  }

  async #deliver(records: readonly Outgoing[]): Promise<void> {
    const { brokers, logger } = this.#o;
    const deadline = records[0]!.acceptedAt + DELIVERY_TIMEOUT_MS;
    const batches = batchesOf(records);
    for (let repetition = 1; ; repetition++) {
      try {
        const offsets = await withDeadline(
          this.#transact(batches),
          TRANSACTION_TIMEOUT_MS,
          () => new Error('the transaction took too long'),
        );
        return written({ ack: 'all', batches }, offsets, { settled() {} });
      } catch (err) {
        this.#discardProducer();
        if (Date.now() >= deadline) {
          for (const { results, index } of records)
            results.failed(index, unreachable(brokers, err));
          return;
        }
        logger.warn({ err, records: records.length, repetition }, 'transaction tried again');
        await delay(backoffMs(repetition));
      }
    }
  }

  async #transact(batches: readonly PartitionBatch[]): Promise<readonly number[]> {
    const producer = await this.#connectedProducer();
    const transaction = await producer.transaction();
    const offsets = await produceThrough(transaction)({ ack: 'all', batches });
    await transaction.commit();
    return offsets;
  }

  async #connectedProducer(): Promise<Producer> {
    if (this.#producer !== undefined) return this.#producer;
    const producer = this.#o.kafka.producer({
      transactionalId: this.#o.transactionalId,
      transactionTimeout: TRANSACTION_TIMEOUT_MS,
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: explicitPartitioner,
    });
    this.#producer = producer;
    await producer.connect();
    return producer;
  }

  #discardProducer(): void {
    const discarded = this.#producer;
    this.#producer = undefined;
    discarded?.disconnect().catch((err: unknown) => {
      this.#o.logger.debug({ err }, 'transactional producer not disconnected in order');
    });
  }
}

/** By partition, in the order given. */
function batchesOf(records: readonly Outgoing[]): readonly PartitionBatch[] {
  const batches = new Map<string, Outgoing[]>();
  for (const record of records) {
    const name = `${record.topic}/${record.partition}`;
    const batch = batches.get(name);
    if (batch === undefined) batches.set(name, [record]);
    else batch.push(record);
  }
  return [...batches.values()].map((batch) => {
    const { topic, partition } = batch[0]!;
    return { topic, partition, records: batch };
  });
}
