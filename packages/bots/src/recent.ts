/** Values by key, in the order in which they were taken last. */
export class Recent<Value> {
  readonly #values = new Map<string, Value>();

  get size(): number {
    return this.#values.size;
  }

  /** Forgets the one that was taken longest ago, and answers with it. */
  forgetOldest(): Value | undefined {
    for (const [key, value] of this.#values) {
      this.#values.delete(key);
      return value;
    }
    return undefined;
  }

  /** The key's value, now the last one taken; made where there is none. */
  take(key: string, make: () => Value): Value {
    const value = this.#values.get(key) ?? make();
    this.#values.delete(key);
    this.#values.set(key, value);
    return value;
  }
}
