import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@freshet/runtime';
import type { Batch, Pause, Position, Subscription, Verdict } from '../log.ts';
import { answerInTime, endedBy } from '../subscription-call.ts';
import { Bell } from './bell.ts';
import type { PartitionLog } from './partition-log.ts';
import type { Turnstile } from './turnstile.ts';

/** Pause before a position is asked again that does not lie in the log. */
const REPOSITION_MS = 1000;

export interface PartitionReaderOptions {
  readonly log: PartitionLog;
  readonly subscription: Subscription;
  readonly turnstile: Turnstile;
  readonly logger: Logger;
  /** What the group has committed; −1 where nothing. */
  committed(): number;
  /** Resolves once the commit is on disk. */
  commit(next: number): Promise<void>;
  /** Told where the partition is read on, also past records that nobody was handed. */
  advanced(next: number): void;
  /** The handler threw or hung: the reader has ended. */
  failed(error: Error): void;
}

/** Reads one partition for the time of one assignment, one batch after another. */
export class PartitionReader {
  /** Settles when no handler runs any more, or one has hung. */
  readonly done: Promise<void>;
  readonly #o: PartitionReaderOptions;
  readonly #end = new AbortController();
  readonly #bell = new Bell();
  #next: number | undefined;
  #sought: number | undefined;

  constructor(options: PartitionReaderOptions) {
    this.#o = options;
    this.done = this.#run();
  }

  stop(): void {
    this.#end.abort();
    this.#bell.ring();
  }

  seek(offset: number): void {
    this.#sought = offset;
    this.#bell.ring();
  }

  async #run(): Promise<void> {
    const { log, subscription, failed } = this.#o;
    const unwatch = log.watch(this.#bell.ring);
    try {
      while (!this.#end.signal.aborted) await this.#step();
    } catch (error) {
      // A handler may end by throwing what it was aborted with.
      const interrupted = this.#end.signal.aborted && error === this.#end.signal.reason;
      if (!interrupted) failed(endedBy(subscription, error));
    } finally {
      unwatch();
    }
  }

  async #step(): Promise<void> {
    const next = this.#sought ?? this.#next;
    this.#sought = undefined;
    this.#next = next;
    if (next === undefined) await this.#place();
    else if (next < this.#o.log.start || next > this.#o.log.end) await this.#replace(next);
    else if (next === this.#o.log.end) await this.#bell.wait();
    else await this.#turn(next);
  }

  async #place(): Promise<void> {
    const { log, subscription } = this.#o;
    const answer = await this.#inTime('position', subscription.position(log.partition));
    if (typeof answer === 'object' && 'pauseMs' in answer) await this.#pause(answer);
    else this.#next = this.#offsetOf(answer);
  }

  #offsetOf(position: Position): number {
    const { log, committed } = this.#o;
    if (typeof position === 'object') {
      return 'offset' in position ? position.offset : log.offsetAt(position.timestamp);
    }
    if (position === 'latest') return log.end;
    const offset = position === 'committed' ? committed() : -1;
    return offset < 0 ? log.start : offset;
  }

  /** Where to go on from outside of the log is for the subscription to say. */
  async #replace(offset: number): Promise<void> {
    const { log, subscription, logger } = this.#o;
    const { topic, group } = subscription;
    logger.warn(
      { topic, group, partition: log.partition, offset, start: log.start, end: log.end },
      'offset is not in the log; asking for the position again',
    );
    this.#next = undefined;
    await this.#pause({ pauseMs: REPOSITION_MS });
  }

  async #turn(from: number): Promise<void> {
    const { log, turnstile } = this.#o;
    await turnstile.pass();
    if (this.#end.signal.aborted || this.#sought !== undefined) return;
    const { records, next } = log.read(from);
    if (records.length === 0) this.#advance(next);
    else await this.#handle(records);
  }

  async #handle(records: Batch['records']): Promise<void> {
    const { log, subscription, commit } = this.#o;
    const batch: Batch = {
      topic: subscription.topic,
      partition: log.partition,
      records,
      endOffset: log.end,
      signal: this.#end.signal,
      heartbeat: () => nextTurn(),
      commit,
    };
    const verdict: Verdict = await this.#inTime('handle', subscription.handle(batch));
    // A seek during the call has overtaken the verdict.
    if (this.#sought !== undefined) return;
    if ('pauseMs' in verdict) await this.#pause(verdict);
    else this.#advance(verdict.next);
  }

  #advance(next: number): void {
    this.#next = next;
    this.#o.advanced(next);
  }

  async #pause({ pauseMs }: Pause): Promise<void> {
    await delay(pauseMs, undefined, { signal: this.#end.signal }).catch(() => {});
  }

  #inTime<T>(step: 'position' | 'handle', answer: Promise<T>): Promise<T> {
    const { log, subscription } = this.#o;
    return answerInTime({ subscription, step, partition: log.partition }, answer);
  }
}
