/**
 * Lets one reader at a time begin a batch, one in each turn of the event loop: with every partition
 * behind at once, HTTP in the same thread still gets its turn after each batch. Bounded by the
 * partitions being read, which wait here at most once each.
 */
export class Turnstile {
  readonly #waiting: (() => void)[] = [];

  pass(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      if (this.#waiting.length === 1) setImmediate(this.#next);
    });
  }

  readonly #next = (): void => {
    this.#waiting.shift()!();
    if (this.#waiting.length > 0) setImmediate(this.#next);
  };
}
