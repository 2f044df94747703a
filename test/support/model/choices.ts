/**
 * The numbers that decide a schedule, taken one after another. Past their end every decision is 0,
 * the calm one, so that a shorter list is a simpler schedule and fast-check can shrink it.
 */
export class Choices {
  readonly #numbers: readonly number[];
  #taken = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  get exhausted(): boolean {
    return this.#taken >= this.#numbers.length;
  }

  /** An integer from 0 to `bound` − 1; 0 when nothing is left to decide. */
  below(bound: number): number {
    return bound <= 1 ? 0 : (this.#numbers[this.#taken++] ?? 0) % bound;
  }

  of<T>(list: readonly T[]): T | undefined {
    return list[this.below(list.length)];
  }
}
