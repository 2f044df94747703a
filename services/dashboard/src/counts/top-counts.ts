import type { Top } from '../shapes/counts.ts';

/** Longer names are cut. */
const NAME_CHARS_MAX = 200;

/**
 * Counts by name, of which only the most frequent are kept: past the bound the lesser half goes into
 * `other`. The total stays exact; a name that went begins again from nothing when it comes back.
 */
export class TopCounts {
  readonly #max: number;
  readonly #counts = new Map<string, number>();
  other = 0;

  /** @param max names kept at most. */
  constructor(max: number) {
    this.#max = max;
  }

  /** A negative count takes back what was counted before, of the name or of what its count went into. */
  add(name: string, count = 1): void {
    const short = name.length > NAME_CHARS_MAX ? `${name.slice(0, NAME_CHARS_MAX - 1)}…` : name;
    const known = this.#counts.get(short);
    if (known === undefined && count < 0) this.other += count;
    else if (known !== undefined && known + count <= 0) this.#drop(short, known + count);
    else {
      if (known === undefined && this.#counts.size >= this.#max) this.#prune();
      this.#counts.set(short, (known ?? 0) + count);
    }
  }

  merge(others: TopCounts): void {
    this.other += others.other;
    for (const [name, count] of others.entries()) this.add(name, count);
  }

  entries(): Iterable<readonly [name: string, count: number]> {
    return this.#counts;
  }

  /** The most frequent; where counts are equal, by name. */
  top(rows: number): Top {
    const ranked = this.#ranked();
    return {
      rows: ranked.slice(0, rows).map(([name, count]) => ({ name, count })),
      other: ranked.slice(rows).reduce((sum, [, count]) => sum + count, this.other),
    };
  }

  #drop(name: string, rest: number): void {
    this.#counts.delete(name);
    this.other += rest;
  }

  #prune(): void {
    for (const [name, count] of this.#ranked().slice(this.#max >> 1)) {
      this.other += count;
      this.#counts.delete(name);
    }
  }

  #ranked(): (readonly [string, number])[] {
    return [...this.#counts].toSorted(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  }
}
