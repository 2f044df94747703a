import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FreshetError } from '@freshet/runtime';
import { merged } from './merged.ts';
import { readPart, writePart } from './part-file.ts';
import type { Timed } from './timed.ts';

/** What is held in memory before it goes to disk as a part, and how many parts may be read at once. */
export interface OrderBounds {
  readonly textsMax: number;
  readonly charactersMax: number;
  readonly partsMax: number;
}

export const orderBounds: OrderBounds = {
  textsMax: 100_000,
  charactersMax: 32 * 1024 * 1024,
  partsMax: 500,
};

/**
 * Puts texts into the order of their times in bounded memory, those of one time as they came: sorted parts
 * of them lie in a temporary folder until all are there and are merged. Dispose of it.
 */
export class TimeOrder {
  readonly #bounds: OrderBounds;
  readonly #parts: string[] = [];
  #folder: string | undefined;
  #held: Timed[] = [];
  #heldCharacters = 0;
  #taken = 0;
  #handedOver = 0;

  constructor(bounds: OrderBounds = orderBounds) {
    this.#bounds = bounds;
  }

  /** How far it is with handing them over, from 0 to 1; undefined before there is one. */
  get share(): number | undefined {
    return this.#taken === 0 ? undefined : this.#handedOver / this.#taken;
  }

  /** @throws FreshetError IMPORT_FILE_INVALID: they are too many; IMPORT_FAILED: there is no room. */
  async add(timed: Timed): Promise<void> {
    this.#held.push(timed);
    this.#taken++;
    this.#heldCharacters += timed.text.length;
    const { textsMax, charactersMax } = this.#bounds;
    if (this.#held.length < textsMax && this.#heldCharacters < charactersMax) return;
    if (this.#parts.length === this.#bounds.partsMax) throw this.#tooMany();
    await this.#putAway();
  }

  /** All of them, after the last was added. */
  async *inOrder(): AsyncGenerator<string> {
    const parts = [...this.#parts.map(readPart), inMemory(this.#held.toSorted(byTime))];
    for await (const { text } of merged(parts)) {
      this.#handedOver++;
      yield text;
    }
  }

  async dispose(): Promise<void> {
    this.#held = [];
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
  }

  async #putAway(): Promise<void> {
    try {
      this.#folder ??= await mkdtemp(join(tmpdir(), 'freshet-order-'));
      const path = join(this.#folder, String(this.#parts.length));
      await writePart(path, this.#held.toSorted(byTime));
      this.#parts.push(path);
    } catch (cause) {
      throw new FreshetError(
        'IMPORT_FAILED',
        `What is put into order cannot be kept in ${tmpdir()}: ${(cause as Error).message}. It takes about ` +
          'as much room as the file unpacked; TMPDIR names another folder. None of it was sent.',
        { cause },
      );
    }
    this.#held = [];
    this.#heldCharacters = 0;
  }

  #tooMany(): FreshetError {
    const message = `The file has more than ${this.#taken - 1} events to be put into order; split it. None of them was sent.`;
    return new FreshetError('IMPORT_FILE_INVALID', message);
  }
}

// Sorting is stable, so texts of one time stay as they were.
const byTime = (a: Timed, b: Timed): number => a.at - b.at;

async function* inMemory(texts: readonly Timed[]): AsyncGenerator<Timed> {
  yield* texts;
}
