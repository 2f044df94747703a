import { takeBatch } from './batch.ts';
import type { Posting } from './posting.ts';

/** Postings that wait in one lane; at the bound the reading of the file waits. */
export const LANE_POSTINGS_MAX = 1000;

/** Sends one batch for good: once it resolves, they are accepted or refused one by one. */
export type Send<T extends Posting = Posting> = (batch: readonly T[]) => Promise<void>;

/**
 * A queue with one request under way at a time, so that what goes in in order arrives in order. It
 * sends what is there whenever it is free: batches grow with the time an answer takes.
 */
export class Lane<T extends Posting> {
  readonly #send: Send<T>;
  readonly #queue: T[] = [];
  #underWay: readonly T[] = [];
  #sending: Promise<void> = Promise.resolve();
  #work: Promise<void> | undefined;

  constructor(send: Send<T>) {
    this.#send = send;
  }

  /** Takes the posting; a promise means: the lane is full or has failed, wait before the next one. */
  push(posting: T): Promise<void> | undefined {
    this.#queue.push(posting);
    this.#work ??= this.#start();
    return this.#queue.length < LANE_POSTINGS_MAX ? undefined : this.#sending;
  }

  /** Resolves once everything taken is sent; rejects with the failure that stopped the lane. */
  async drained(): Promise<void> {
    await this.#work;
  }

  /** The lowest row taken and not yet answered. */
  get oldestPending(): number | undefined {
    return (this.#underWay[0] ?? this.#queue[0])?.row;
  }

  #start(): Promise<void> {
    const work = this.#sendAll();
    // Told by `drained`, which may be asked much later.
    work.catch(() => {});
    return work;
  }

  async #sendAll(): Promise<void> {
    while (this.#queue.length > 0) {
      this.#underWay = takeBatch(this.#queue);
      this.#sending = this.#send(this.#underWay);
      await this.#sending;
      this.#underWay = [];
    }
    this.#work = undefined;
  }
}
