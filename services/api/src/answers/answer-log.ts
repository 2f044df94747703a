import { encodeAnswers, type LoggedAnswer, topics } from '@freshet/events';
import type { Logger } from '@freshet/runtime';
import type { Log } from '@freshet/stream';
import type { AnswerMetrics } from './metrics.ts';

/** Answers that wait to be written; at the bound further ones are left out. */
const WAITING_MAX = 20_000;
/** An answer waits no longer for others to be written with it, in ms. */
const BATCH_MS = 100;
const BATCH_ANSWERS_MAX = 500;
/** With room to spare below the million that a record may have: many answers go cheaply in one. */
const BATCH_BYTES_MAX = 800_000;
/** Of a text's unit in UTF-8 at most, and of an answer and an item beside the texts in them. */
const UNIT_BYTES = 3;
const ANSWER_BYTES = 512;
const ITEM_BYTES = 9;

export interface AnswerLogOptions {
  readonly log: Pick<Log, 'publisher'>;
  readonly metrics: AnswerMetrics;
  readonly logger: Logger;
}

/**
 * Writes every answer to `recommendation.answers`, behind the back of whoever waits for one: what
 * cannot be written is left out, with one warning per outage.
 */
export class AnswerLog {
  readonly #o: AnswerLogOptions;
  #waiting: LoggedAnswer[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;
  #failing = false;

  constructor(options: AnswerLogOptions) {
    this.#o = options;
  }

  add(answer: LoggedAnswer): void {
    if (this.#waiting.length >= WAITING_MAX) {
      this.#leftOut(1, new Error(`${WAITING_MAX} answers wait already`));
      return;
    }
    this.#waiting.push(answer);
    this.#writeLater();
    if (this.#waiting.length === BATCH_ANSWERS_MAX) void this.#write();
  }

  /** Writes what waits. */
  async close(): Promise<void> {
    while (this.#waiting.length > 0 || this.#writing !== undefined) await this.#write();
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
      if (this.#waiting.length > 0) this.#writeLater();
    });
    return this.#writing;
  }

  async #writeWaiting(): Promise<void> {
    for (let left = this.#waiting.length; left > 0; ) {
      const batch = this.#nextBatch();
      left -= batch.length;
      try {
        const value = encodeAnswers(batch);
        await this.#o.log.publisher.publish(topics.recommendationAnswers.name, [{ value }]);
        this.#o.metrics.logged.inc(batch.length);
        if (this.#failing && this.#waiting.length < WAITING_MAX / 2) this.#recovered();
      } catch (error) {
        this.#leftOut(batch.length, error as Error);
      }
    }
  }

  #nextBatch(): LoggedAnswer[] {
    let count = 0;
    for (let bytes = 0; count < Math.min(this.#waiting.length, BATCH_ANSWERS_MAX); count++) {
      bytes += bytesAtMost(this.#waiting[count]!);
      if (bytes > BATCH_BYTES_MAX && count > 0) break;
    }
    return this.#waiting.splice(0, count);
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

function bytesAtMost({ items, userId, anonymousId, page }: LoggedAnswer): number {
  let units = (userId?.length ?? 0) + (anonymousId?.length ?? 0) + (page?.length ?? 0);
  for (const { itemId } of items) units += itemId.length;
  return ANSWER_BYTES + ITEM_BYTES * items.length + UNIT_BYTES * units;
}
