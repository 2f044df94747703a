import { AnswerBatch, type LoggedAnswer, topics } from '@freshet/events';
import type { Logger } from '@freshet/runtime';
import type { Log } from '@freshet/stream';
import type { AnswerMetrics } from './metrics.ts';

/** Answers that wait to be written; at the bound further ones are left out. */
const WAITING_MAX = 20_000;
/** An answer waits no longer for others to be written with it, in ms. */
const BATCH_MS = 100;
const BATCH_ANSWERS_MAX = 500;
/** From here on a batch is closed: another answer of 500 ids of 765 bytes stays below the million. */
const BATCH_BYTES = 500_000;

export interface AnswerLogOptions {
  readonly log: Pick<Log, 'publisher'>;
  readonly metrics: AnswerMetrics;
  readonly logger: Logger;
}

interface ClosedBatch {
  readonly count: number;
  readonly value: Buffer;
}

/**
 * Writes every answer to `recommendation.answers`, behind the back of whoever waits for one: what
 * cannot be written is left out, with one warning per outage.
 */
export class AnswerLog {
  readonly #o: AnswerLogOptions;
  readonly #open = new AnswerBatch();
  /** Batches that are full. */
  #closed: ClosedBatch[] = [];
  #waiting = 0;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;
  #failing = false;

  constructor(options: AnswerLogOptions) {
    this.#o = options;
  }

  add(answer: LoggedAnswer): void {
    if (this.#waiting >= WAITING_MAX) {
      this.#leftOut(1, new Error(`${WAITING_MAX} answers wait already`));
      return;
    }
    this.#waiting++;
    this.#open.add(answer);
    if (this.#open.count >= BATCH_ANSWERS_MAX || this.#open.bytes >= BATCH_BYTES) {
      this.#closeBatch();
      void this.#write();
    } else {
      this.#writeLater();
    }
  }

  /** Writes what waits. */
  async close(): Promise<void> {
    while (this.#waiting > 0 || this.#writing !== undefined) await this.#write();
  }

  #closeBatch(): void {
    const { count } = this.#open;
    this.#closed.push({ count, value: this.#open.take() });
  }

  #writeLater(): void {
    this.#timer ??= setTimeout(() => void this.#write(), BATCH_MS);
  }

  /** One at a time: what comes meanwhile waits for the next. */
  #write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing ??= this.#writeWaiting().finally(() => {
      this.#writing = undefined;
      if (this.#waiting > 0) this.#writeLater();
    });
    return this.#writing;
  }

  /** What is there now: what comes meanwhile waits for the next. */
  async #writeWaiting(): Promise<void> {
    if (this.#open.count > 0) this.#closeBatch();
    const batches = this.#closed;
    this.#closed = [];
    for (const { count, value } of batches) {
      this.#waiting -= count;
      try {
        await this.#o.log.publisher.publish(topics.recommendationAnswers.name, [{ value }]);
        this.#o.metrics.logged.inc(count);
        if (this.#failing && this.#waiting < WAITING_MAX / 2) this.#recovered();
      } catch (error) {
        this.#leftOut(count, error as Error);
      }
    }
  }

  #recovered(): void {
    this.#o.logger.info({}, 'answers are logged again');
    this.#failing = false;
  }

  #leftOut(count: number, err: Error): void {
    this.#o.metrics.leftOut.inc(count);
    if (!this.#failing) this.#o.logger.warn({ err }, 'answers are not logged');
    this.#failing = true;
  }
}
