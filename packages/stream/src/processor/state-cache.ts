/**
 * The decoded state of one partition's keys. Bounded by two generations: a key that is used moves into
 * the newer one, and when that is full the older one is dropped whole. Changed state is kept apart
 * until it is written, since it exists nowhere else.
 */
export class StateCache<State> {
  #newer = new Map<string, State | undefined>();
  #older = new Map<string, State | undefined>();
  readonly #changed = new Map<string, State | undefined>();
  readonly #generationMax: number;

  /** @param max entries kept, those changed and not written aside. */
  constructor(max: number) {
    this.#generationMax = Math.max(1, Math.floor(max / 2));
  }

  has(key: string): boolean {
    return this.#changed.has(key) || this.#newer.has(key) || this.#older.has(key);
  }

  /** undefined where the key has no state; marks it as used. */
  get(key: string): State | undefined {
    // A key may be known to have no state, so a miss is only where it has no entry.
    const changed = this.#changed.get(key);
    if (changed !== undefined || this.#changed.has(key)) return changed;
    const newer = this.#newer.get(key);
    if (newer !== undefined || this.#newer.has(key)) return newer;
    const older = this.#older.get(key);
    this.#newer.set(key, older);
    return older;
  }

  /** Takes over what the store holds. */
  load(key: string, state: State | undefined): void {
    this.#newer.set(key, state);
  }

  change(key: string, state: State | undefined): void {
    this.#changed.set(key, state);
  }

  get changedCount(): number {
    return this.#changed.size;
  }

  changed(): Iterable<[key: string, state: State | undefined]> {
    return this.#changed;
  }

  /** The changed state is written; trims the cache to its bound. */
  written(): void {
    for (const [key, state] of this.#changed) this.#newer.set(key, state);
    this.#changed.clear();
    if (this.#newer.size <= this.#generationMax) return;
    this.#older = this.#newer;
    this.#newer = new Map();
  }

  clear(): void {
    this.#newer.clear();
    this.#older.clear();
    this.#changed.clear();
  }
}
