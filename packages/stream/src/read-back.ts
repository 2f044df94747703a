/** Lets callers wait until a follower has passed an offset. */
export class ReadBack {
  readonly #waiters = new Set<() => void>();
  #next = 0;

  /** The record at `offset` has been taken in. */
  passed(offset: number): void {
    this.#next = offset + 1;
    for (const waiter of this.#waiters) waiter();
  }

  /** Resolves once `offset` is passed. @throws what `expired` makes, after `ms`. */
  until(offset: number, ms: number, expired: () => Error): Promise<void> {
    if (this.#next > offset) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiters.delete(waiter);
      };
      const timer = setTimeout(() => {
        done();
        reject(expired());
      }, ms);
      const waiter = () => {
        if (this.#next <= offset) return;
        done();
        resolve();
      };
      this.#waiters.add(waiter);
    });
  }
}
