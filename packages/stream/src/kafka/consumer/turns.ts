/** Work on one partition takes turns, across assignments: a new owner's first step waits for the old. */
export class Turns {
  readonly #last = new Map<number, Promise<void>>();

  take(partition: number, work: () => Promise<void>): Promise<void> {
    const done = (this.#last.get(partition) ?? Promise.resolve()).then(work);
    const settled = done.catch(() => undefined);
    this.#last.set(partition, settled);
    return done;
  }

  /** When everything that has been given a turn is over. */
  async over(): Promise<void> {
    await Promise.all(this.#last.values());
  }
}
