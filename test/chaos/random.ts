/** Chance that repeats: the same seed draws the same numbers (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** In [0, 1). */
  share(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `min` up to and without `end`. */
  whole(min: number, end: number): number {
    return min + Math.floor(this.share() * (end - min));
  }

  pick<T>(choices: readonly T[]): T {
    const choice = choices[this.whole(0, choices.length)];
    if (choice === undefined) throw new Error('there is nothing to pick from');
    return choice;
  }

  shuffled<T>(list: readonly T[]): T[] {
    return list
      .map((value) => ({ value, place: this.share() }))
      .toSorted((a, b) => a.place - b.place)
      .map(({ value }) => value);
  }
}
