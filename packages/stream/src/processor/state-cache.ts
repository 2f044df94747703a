/**
 * The decoded state of one partition's keys, the least recently used dropped first. Changed state is
 * never dropped: it exists nowhere else until it is written.
 */
export class StateCache<State> {
  readonly #entries = new Map<string, State | undefined>();
  readonly #changed = new Set<string>();
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  /** Marks as used; undefined where the key has no state. */
  get(key: string): State | undefined {
    const state = this.#entries.get(key);
    this.#entries.delete(key);
    this.#entries.set(key, state);
    return state;
  }

  /** Takes over what the store holds. */
  load(key: string, state: State | undefined): void {
    this.#entries.set(key, state);
  }

  change(key: string, state: State | undefined): void {
    this.#entries.set(key, state);
    this.#changed.add(key);
  }

  get changedCount(): number {
    return this.#changed.size;
  }

  changed(): [key: string, state: State | undefined][] {
    return [...this.#changed].map((key) => [key, this.#entries.get(key)]);
  }

  /** The changed state is written; trims the cache to its bound. */
  written(): void {
    this.#changed.clear();
    for (const key of this.#entries.keys()) {
      if (this.#entries.size <= this.#max) return;
      this.#entries.delete(key);
    }
  }

  clear(): void {
    this.#entries.clear();
    this.#changed.clear();
  }
}
