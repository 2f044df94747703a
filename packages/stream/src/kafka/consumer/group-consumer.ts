import type { Logger } from '@freshet/runtime';
import type { EachBatchPayload } from 'kafkajs';
import type { Batch, Consumer, LogAdmin, Subscription, Verdict } from '../../log.ts';
import { answerInTime, endedBy } from '../../subscription-call.ts';
import { contentOf, fetchedOffset, offsetAfter } from './batches.ts';
import { CommitLedger } from './commit-ledger.ts';
import { commitFailure } from './failures.ts';
import { HandlerHeartbeat } from './handler-heartbeat.ts';
import { Lease } from './lease.ts';
import { Membership, type MembershipOptions } from './membership.ts';
import { offsetOf } from './positions.ts';
import { Turns } from './turns.ts';

const COMMIT_INTERVAL_MS = 5000;
/** How often a running handler's membership is looked after. */
const HEARTBEAT_CHECK_MS = 500;
/** Pause before a position is asked again that could not be found out or did not hold. */
const REPOSITION_MS = 1000;

export interface GroupConsumerOptions extends MembershipOptions {
  readonly subscription: Subscription;
  readonly admin: LogAdmin;
  readonly logger: Logger;
  /** Whether the group's offsets are committed; default true. */
  readonly commits?: boolean;
  /** Told the offset that is read next, also past records that nobody is handed. */
  advanced?(partition: number, next: number): void;
}

/**
 * The consumer of one subscription. Each assignment makes a lease per partition; a partition is paused
 * from the moment it is assigned until its position is known and sought, so nothing is handed over
 * before.
 */
export class GroupConsumer implements Consumer {
  readonly #o: GroupConsumerOptions;
  readonly #membership: Membership;
  readonly #leases = new Map<number, Lease>();
  readonly #turns = new Turns();
  readonly #ledger: CommitLedger;
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #heartbeat = new HandlerHeartbeat(() => this.#interrupt());
  /** Closing or dead: nothing more is handed over. */
  #stopped = false;
  #closed: Promise<boolean> | undefined;

  private constructor(options: GroupConsumerOptions) {
    this.#o = options;
    this.#membership = new Membership(options);
    this.#ledger = new CommitLedger(options.topic, options.logger);
  }

  /** Resolves with the first assignment. */
  static async join(options: GroupConsumerOptions): Promise<GroupConsumer> {
    const consumer = new GroupConsumer(options);
    await consumer.#join();
    return consumer;
  }

  get assigned(): readonly number[] {
    return [...this.#leases.keys()];
  }

  seek(partition: number, offset: number): void {
    const lease = this.#leases.get(partition);
    if (lease === undefined || this.#stopped) return;
    if (lease.expected === undefined) lease.sought = offset;
    else this.#moveTo(lease, offset);
  }

  async close(): Promise<void> {
    await this.leave();
  }

  /** Closes; answers whether the group has been told. */
  leave(): Promise<boolean> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #join(): Promise<void> {
    await this.#membership.join({
      assigned: (partitions) => this.#assign(partitions),
      rebalancing: () => this.#rebalance(),
      skipped: (partition, lastOffset) => this.#skip(partition, lastOffset),
      crashed: (error) => this.#fail(endedBy(this.#o.subscription, error)),
      batch: (payload) => this.#receive(payload),
    });
    this.#every(this.#commitIntervalMs, () => this.#ledger.flush());
    this.#every(HEARTBEAT_CHECK_MS, () => this.#heartbeat.tick());
  }

  /** Where each batch is committed at once, what failed is tried again as often. */
  get #commitIntervalMs(): number {
    const { commit } = this.#o.subscription;
    return typeof commit === 'object' ? commit.intervalMs : COMMIT_INTERVAL_MS;
  }

  #assign(partitions: readonly number[]): void {
    for (const lease of this.#leases.values()) lease.end();
    this.#leases.clear();
    this.#ledger.forget();
    this.#heartbeat.reset();
    if (this.#stopped || partitions.length === 0) return;
    this.#membership.pause(partitions);
    for (const partition of partitions.toSorted((a, b) => a - b)) {
      const lease = new Lease(partition);
      this.#leases.set(partition, lease);
      this.#place(lease);
    }
  }

  #rebalance(): void {
    this.#interrupt();
    // Still under the old generation, which the coordinator accepts until the new one stands.
    void this.#ledger.flush();
  }

  /** Finds out where the partition begins, in its turn, and lets it run from there. */
  #place(lease: Lease): void {
    lease.expected = undefined;
    void this.#turns.take(lease.partition, async () => {
      if (!this.#holds(lease)) return;
      lease.sought = undefined;
      const { subscription, logger } = this.#o;
      const { partition } = lease;
      const answer = await this.#guarded('position', lease, () => subscription.position(partition));
      if (answer === undefined || !this.#holds(lease)) return;
      if (typeof answer === 'object' && 'pauseMs' in answer) {
        lease.after(answer.pauseMs, () => this.#place(lease));
        return;
      }
      try {
        const { group, topic } = subscription;
        const offset = await offsetOf(answer, { group, topic, partition }, this.#o.admin);
        if (this.#holds(lease)) this.#begin(lease, lease.sought ?? offset);
      } catch (err) {
        logger.warn({ err, topic: subscription.topic, partition }, 'position not found out');
        lease.after(REPOSITION_MS, () => this.#place(lease));
      }
    });
  }

  #begin(lease: Lease, offset: number): void {
    this.#moveTo(lease, offset);
    this.#membership.resume(lease.partition);
  }

  #moveTo(lease: Lease, offset: number): void {
    lease.expected = offset;
    this.#membership.seek(lease.partition, offset);
  }

  async #receive(payload: EachBatchPayload): Promise<void> {
    if (this.#heartbeat.mustRejoin === undefined) await this.#accept(payload);
    // kafkajs joins again on these errors, without counting them.
    const { mustRejoin } = this.#heartbeat;
    if (mustRejoin !== undefined && !this.#stopped) throw mustRejoin;
  }

  /** Leaves a batch unresolved unless it is the one that its partition waits for. */
  async #accept(payload: EachBatchPayload): Promise<void> {
    const lease = this.#leases.get(payload.batch.partition);
    if (lease?.expected === undefined || lease.signal.aborted || this.#stopped) return;
    if (payload.isStale()) return;
    const fetched = fetchedOffset(payload.batch);
    if (fetched === lease.expected) {
      await this.#turns.take(lease.partition, () => this.#handle(lease, payload));
    } else {
      this.#reposition(lease, fetched);
    }
  }

  /**
   * kafkajs answers OFFSET_OUT_OF_RANGE by going to the earliest record without a word; that shows
   * only in the offset it fetched from. Where to go on is for the subscription to say.
   */
  #reposition(lease: Lease, fetched: number): void {
    const { partition, expected } = lease;
    const fields = { topic: this.#o.topic, partition, expected, fetched };
    this.#o.logger.warn(fields, 'offset is no longer in the log; asking for the position again');
    this.#membership.pause([partition]);
    lease.expected = undefined;
    lease.after(REPOSITION_MS, () => this.#place(lease));
  }

  async #handle(lease: Lease, payload: EachBatchPayload): Promise<void> {
    const batch = this.#batchOf(lease, payload);
    const verdict = await this.#heartbeat.during(
      payload.heartbeat,
      this.#guarded('handle', lease, () => this.#o.subscription.handle(batch)),
    );
    // A later assignment, or a seek during the call, has overtaken the verdict.
    if (verdict === undefined || lease.ended || payload.isStale()) return;
    await this.#obey(verdict, lease, payload);
  }

  async #obey(verdict: Verdict, lease: Lease, payload: EachBatchPayload): Promise<void> {
    const { partition } = lease;
    if ('pauseMs' in verdict) {
      this.#membership.pause([partition]);
      lease.after(verdict.pauseMs, () => this.#membership.resume(partition));
      return;
    }
    const { next } = verdict;
    payload.resolveOffset(String(next - 1));
    this.#advance(lease, offsetAfter(payload.batch, next));
    if (this.#o.commits === false) return;
    this.#ledger.done(partition, next, payload.commitOffsetsIfNecessary);
    // The member is about to lose the partition: the last chance to commit what it did.
    if (lease.signal.aborted) await this.#ledger.flush();
    else if (this.#o.subscription.commit === 'batch') void this.#ledger.flush();
  }

  #skip(partition: number, lastOffset: number): void {
    const lease = this.#leases.get(partition);
    if (lease?.expected !== undefined && lease.expected <= lastOffset) {
      this.#advance(lease, lastOffset + 1);
    }
  }

  #advance(lease: Lease, expected: number): void {
    lease.expected = expected;
    this.#o.advanced?.(lease.partition, expected);
  }

  #batchOf(lease: Lease, payload: EachBatchPayload): Batch {
    return {
      topic: this.#o.subscription.topic,
      ...contentOf(payload.batch),
      signal: lease.signal,
      heartbeat: () => this.#heartbeat.beat(payload.heartbeat),
      commit: (next) => this.#commit(lease, next, payload),
    };
  }

  async #commit(lease: Lease, next: number, payload: EachBatchPayload): Promise<void> {
    const { partition, signal } = lease;
    const { group, topic } = this.#o.subscription;
    if (lease.ended) throw signal.reason;
    try {
      await this.#ledger.commitNow(partition, next, payload.commitOffsetsIfNecessary);
    } catch (error) {
      if (!lease.ended) throw commitFailure(error, { group, topic, partition });
    }
    // Also when it was taken: by now somebody else may be at work there.
    if (lease.ended) throw signal.reason;
  }

  #holds(lease: Lease): boolean {
    return !lease.ended && !this.#stopped;
  }

  #interrupt(): void {
    for (const lease of this.#leases.values()) lease.interrupt();
  }

  /** The work's answer; undefined where it was interrupted, or failed, which is the end. */
  async #guarded<T>(
    step: 'position' | 'handle',
    lease: Lease,
    work: () => Promise<T>,
  ): Promise<T | undefined> {
    const { subscription } = this.#o;
    try {
      return await answerInTime({ subscription, step, partition: lease.partition }, work());
    } catch (error) {
      const interrupted = lease.signal.aborted && error === lease.signal.reason;
      if (!interrupted) this.#fail(endedBy(subscription, error));
      return undefined;
    }
  }

  /** Ends the consumer for good, once. */
  #fail(reason: Error): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#interrupt();
    this.#o.subscription.onFatal(reason);
    this.close().catch((err: unknown) => {
      this.#o.logger.warn({ err, group: this.#o.group }, 'consumer not closed in order');
    });
  }

  async #close(): Promise<boolean> {
    this.#stopped = true;
    for (const timer of this.#timers) clearInterval(timer);
    if (this.#leases.size > 0) this.#membership.pause(this.assigned);
    this.#interrupt();
    await this.#turns.over();
    await this.#ledger.flush();
    return this.#membership.leave();
  }

  #every(ms: number, action: () => Promise<void>): void {
    this.#timers.push(setInterval(() => void action(), ms));
  }
}
