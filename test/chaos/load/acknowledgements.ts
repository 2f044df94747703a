/** Ids of the events that got a 2xx, per key in the order in which they got it. */
export class Acknowledgements {
  readonly #byKey = new Map<string, string[]>();
  readonly #ids = new Set<string>();

  add(key: string, id: string): void {
    const ids = this.#byKey.get(key);
    if (ids === undefined) this.#byKey.set(key, [id]);
    else ids.push(id);
    this.#ids.add(id);
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  get byKey(): ReadonlyMap<string, readonly string[]> {
    return this.#byKey;
  }

  get count(): number {
    return this.#ids.size;
  }
}
