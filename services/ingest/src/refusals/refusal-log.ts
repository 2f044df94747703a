import { intakeRefusalsCodec, topics } from '@freshet/events';
import type { Logger } from '@freshet/runtime';
import type { Log } from '@freshet/stream';
import type { Rejection } from '../rejection.ts';
import { RefusalBatch } from './refusal-batch.ts';

/** Least time between two messages, in ms. */
const BATCH_MS = 2_000;

export interface RefusalLogOptions {
  readonly log: Pick<Log, 'publisher'>;
  /** Epoch ms. */
  readonly clock: () => number;
  readonly logger: Logger;
}

/**
 * Tells `intake.refusals` what was refused and why, behind the back of whoever was refused: one message at a
 * time, so that while the log is away all of it gathers in one batch; what cannot be written is left out, with
 * one warning per outage.
 */
export class RefusalLog {
  readonly #o: RefusalLogOptions;
  #batch = new RefusalBatch();
  #timer: NodeJS.Timeout | undefined;
  #isWriting = false;
  #isFailing = false;

  constructor(options: RefusalLogOptions) {
    this.#o = options;
  }

  /** Entries of one request; `rows` are all of them as they were posted. */
  entries(site: string, rejected: readonly Rejection[], rows: readonly unknown[]): void {
    const at = this.#o.clock();
    for (const rejection of rejected) this.#batch.add(site, rejection, at, rows[rejection.index]);
    this.#writeLater();
  }

  /** A request of which nothing was looked at. */
  request(site: string, code: string): void {
    this.#batch.add(site, { code, pointer: '' }, this.#o.clock());
    this.#writeLater();
  }

  /** Hands what waits to the log, which writes it before it closes, if it can. */
  close(): void {
    clearTimeout(this.#timer);
    void this.#write();
  }

  #writeLater(): void {
    if (this.#batch.isEmpty || this.#isWriting) return;
    this.#timer ??= setTimeout(() => void this.#write(), BATCH_MS);
  }

  async #write(): Promise<void> {
    this.#timer = undefined;
    if (this.#batch.isEmpty) return;
    const value = intakeRefusalsCodec.encode(this.#batch.told(this.#o.clock()));
    this.#batch = new RefusalBatch();
    this.#isWriting = true;
    try {
      await this.#o.log.publisher.publish(topics.intakeRefusals.name, [{ value }]);
      this.#isFailing = false;
    } catch (err) {
      if (!this.#isFailing) this.#o.logger.warn({ err }, 'what is refused is not told');
      this.#isFailing = true;
    }
    this.#isWriting = false;
    this.#writeLater();
  }
}
