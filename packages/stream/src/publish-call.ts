import type { Place, RecordResults } from './log.ts';

/** One call of `publish`: settles when its last record does, fails with its first failure. */
export class PublishCall implements RecordResults {
  readonly done: Promise<readonly Place[]>;
  readonly #places: Place[] = [];
  #missing: number;
  #resolve!: (places: readonly Place[]) => void;
  #reject!: (error: Error) => void;

  constructor(records: number) {
    this.#places.length = records;
    this.#missing = records;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  written(index: number, place: Place): void {
    this.#places[index] = place;
    this.#missing -= 1;
    if (this.#missing === 0) this.#resolve(this.#places);
  }

  failed(_index: number, error: Error): void {
    this.#reject(error);
  }
}
