import { takeBatch } from './batch.ts';
import type { Click } from './click.ts';

/** Clicks that wait in one lane; at the bound the reading of the file waits. */
export const LANE_CLICKS_MAX = 1000;

/** Sends one batch for good: once it resolves, the clicks are accepted or refused one by one. */
export type Send = (batch: readonly Click[]) => Promise<void>;

/**
 * A queue with one request under way at a time, so that what goes in in order arrives in order. It
 * sends what is there whenever it is free: batches grow with the time an answer takes.
 */
export class Lane {
  readonly #send: Send;
  readonly #queue: Click[] = [];
  #underWay: readonly Click[] = [];
  #sending: Promise<void> = Promise.resolve();
  #work: Promise<void> | undefined;

  constructor(send: Send) {
    this.#send = send;
  }

  /** Takes the click; a promise means: the lane is full or has failed, wait before the next one. */
  push(click: Click): Promise<void> | undefined {
    this.#queue.push(click);
    this.#work ??= this.#start();
    return this.#queue.length < LANE_CLICKS_MAX ? undefined : this.#sending;
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
