import { setTimeout as delay } from 'node:timers/promises';
import type { EachBatchPayload, Consumer as KafkajsConsumer, Kafka } from 'kafkajs';
import { firstContact } from '../connection.ts';
import { joinFailure } from './failures.ts';

/** Time for all members to come back after a rebalance has begun; longer than any sane batch. */
const REBALANCE_TIMEOUT_MS = 60_000;
const HEARTBEAT_MS = 3000;
/** How long a fetch waits for records; a resumed partition waits for it at most so long. */
const FETCH_WAIT_MS = 100;
/** Wire bytes of one partition in one fetch, which is what one `handle` gets at most. */
const BATCH_BYTES_MAX = 64 * 1024;
/** After this many failures kafkajs starts a consumer anew; it never counts down again. */
const RETRIES = 10;
/** How long leaving may take. A member that waits for a rebalance could not go before its end. */
const LEAVE_MS = 3000;

export interface MembershipOptions {
  readonly kafka: Kafka;
  readonly brokers: readonly string[];
  /** Names on the brokers. */
  readonly topic: string;
  readonly group: string;
  /** Partition count of the topic: all may be handed over at the same time. */
  readonly partitions: number;
  /** Without a heartbeat for so long the group gives a member up. */
  readonly sessionTimeoutMs: number;
}

export interface MembershipEvents {
  /** Inside kafkajs's join, before it fetches anything under the new assignment. */
  assigned(partitions: readonly number[]): void;
  /** The present assignment is about to end. */
  rebalancing(): void;
  /** kafkajs went past a batch of nothing but control or compacted records by itself. */
  skipped(partition: number, lastOffset: number): void;
  /** The consumer is dead and kafkajs will not start it again. */
  crashed(error: Error): void;
  batch(payload: EachBatchPayload): Promise<void>;
}

/** One kafkajs consumer as member of one group for one topic. */
export class Membership {
  readonly #o: MembershipOptions;
  readonly #kafkajs: KafkajsConsumer;
  #leaving = false;

  constructor(options: MembershipOptions) {
    this.#o = options;
    const { kafka, group, sessionTimeoutMs } = options;
    this.#kafkajs = kafka.consumer({
      groupId: group,
      sessionTimeout: sessionTimeoutMs,
      heartbeatInterval: Math.min(HEARTBEAT_MS, Math.floor(sessionTimeoutMs / 3)),
      rebalanceTimeout: REBALANCE_TIMEOUT_MS,
      maxWaitTimeInMs: FETCH_WAIT_MS,
      maxBytesPerPartition: BATCH_BYTES_MAX,
      allowAutoTopicCreation: false,
      retry: { retries: RETRIES, restartOnFailure: () => Promise.resolve(!this.#leaving) },
    });
  }

  /** Resolves with the first assignment. */
  async join(events: MembershipEvents): Promise<void> {
    const { brokers, topic, partitions } = this.#o;
    await firstContact(brokers, this.#kafkajs.connect());
    try {
      // `fromBeginning` decides where kafkajs goes when an offset is out of range: never to the end.
      await this.#kafkajs.subscribe({ topic, fromBeginning: true });
      const joined = this.#listen(events);
      await this.#kafkajs.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: partitions,
        eachBatch: (payload) => events.batch(payload),
      });
      await joined;
    } catch (error) {
      await this.leave();
      throw joinFailure(error, topic, brokers);
    }
  }

  /**
   * Waits for batches under way; nothing is committed. Answers whether the group has been told; a
   * member that could not tell it in time is given up when its session ends.
   */
  async leave(): Promise<boolean> {
    this.#leaving = true;
    const left = this.#kafkajs.disconnect().then(() => true);
    return Promise.race([left, delay(LEAVE_MS, false, { ref: false })]);
  }

  pause(partitions: readonly number[]): void {
    this.#kafkajs.pause([{ topic: this.#o.topic, partitions: [...partitions] }]);
  }

  resume(partition: number): void {
    this.#kafkajs.resume([{ topic: this.#o.topic, partitions: [partition] }]);
  }

  seek(partition: number, offset: number): void {
    this.#kafkajs.seek({ topic: this.#o.topic, partition, offset: String(offset) });
  }

  /** Resolves at the first assignment, fails if the consumer dies before. */
  #listen(on: MembershipEvents): Promise<void> {
    const { events } = this.#kafkajs;
    this.#kafkajs.on(events.REBALANCING, () => on.rebalancing());
    this.#kafkajs.on(events.STOP, () => on.assigned([]));
    this.#kafkajs.on(events.END_BATCH_PROCESS, ({ payload }) => {
      if (payload.batchSize === 0) on.skipped(payload.partition, Number(payload.lastOffset));
    });
    return new Promise((resolve, reject) => {
      this.#kafkajs.on(events.GROUP_JOIN, ({ payload }) => {
        on.assigned(payload.memberAssignment[this.#o.topic] ?? []);
        resolve();
      });
      this.#kafkajs.on(events.CRASH, ({ payload }) => {
        if (payload.restart || this.#leaving) return;
        on.crashed(payload.error);
        reject(payload.error);
      });
    });
  }
}
