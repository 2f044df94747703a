import type { Batch, Subscription, Verdict } from '@freshet/stream';
import type { Choices } from './choices.ts';
import type { MemoryLog } from './memory-log.ts';
import type { Process, Steps } from './steps.ts';

/** Records of one batch at most. */
const BATCH_MAX = 6;

export interface ReaderOptions {
  readonly process: Process;
  readonly steps: Steps;
  readonly choices: Choices;
  readonly log: MemoryLog;
  readonly subscription: Subscription;
  readonly partition: number;
  /** The reader of an earlier assignment of the partition to the same process. */
  readonly earlier: Promise<void> | undefined;
  /** The handler threw, which it must not. */
  failed(error: Error): void;
}

/** Hands one partition over for the time of one assignment, as both engines do; cut by the schedule. */
export class PartitionReader {
  readonly done: Promise<void>;
  readonly #o: ReaderOptions;
  readonly #end = new AbortController();
  #next: number | undefined;
  #sought: number | undefined;

  constructor(options: ReaderOptions) {
    this.#o = options;
    this.done = this.#run().catch((error: unknown) => options.failed(error as Error));
  }

  get ended(): boolean {
    return this.#end.signal.aborted;
  }

  end(): void {
    this.#end.abort();
  }

  seek(offset: number): void {
    this.#sought = offset;
  }

  /** The engine hands over again what it has handed over: it reads on `by` offsets further back. */
  redeliver(by: number): void {
    if (this.#next !== undefined) this.#next = Math.max(0, this.#next - by);
  }

  async #run(): Promise<void> {
    await this.#o.earlier;
    while (!this.ended) {
      if (this.#next === undefined) await this.#place();
      else await this.#handOver();
    }
  }

  /** Sought while no position was asked: one engine goes there, the other asks and forgets it. */
  async #place(): Promise<void> {
    const { subscription, partition, choices } = this.#o;
    const sought = this.#sought;
    if (sought !== undefined && choices.below(2) === 1) {
      this.#next = sought;
      return;
    }
    this.#sought = undefined;
    const answer = await subscription.position(partition);
    if (typeof answer !== 'object' || 'timestamp' in answer) throw new Error('no offset');
    if ('pauseMs' in answer) await this.#turn('asks for its position again');
    else this.#next = answer.offset;
  }

  async #handOver(): Promise<void> {
    const { log, subscription, partition, choices } = this.#o;
    const { topic } = subscription;
    await this.#turn('takes a batch', () => {
      const next = this.#sought ?? this.#next!;
      return this.ended || log.end(topic, partition) > next;
    });
    if (this.ended) return;
    this.#next = this.#sought ?? this.#next!;
    this.#sought = undefined;
    const records = log.read(topic, partition, this.#next, BATCH_MAX - choices.below(BATCH_MAX));
    const verdict = await subscription.handle(this.#batch(records));
    // A seek during the call has overtaken the verdict.
    if (this.#sought === undefined) await this.#obey(verdict);
  }

  async #obey(verdict: Verdict): Promise<void> {
    if ('pauseMs' in verdict) await this.#turn('ends its pause');
    else this.#next = verdict.next;
  }

  #batch(records: Batch['records']): Batch {
    const { log, subscription, partition } = this.#o;
    return {
      topic: subscription.topic,
      partition,
      records,
      endOffset: log.end(subscription.topic, partition),
      signal: this.#end.signal,
      heartbeat: () => this.#turn('goes on to the next slice'),
      commit: () => Promise.resolve(),
    };
  }

  #turn(what: string, ready?: () => boolean): Promise<void> {
    const { process, steps, subscription, partition } = this.#o;
    return steps.turn(process, `${subscription.group}/${partition} ${what}`, ready);
  }
}
