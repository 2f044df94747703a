/** Numbers ids by first appearance: dense, so that what is kept of them lies in arrays. */
export class Numbering {
  readonly #numbers = new Map<string, number>();
  readonly #ids: string[] = [];

  get size(): number {
    return this.#ids.length;
  }

  /** The id's number, the next one if it is new. */
  number(id: string): number {
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    this.#numbers.set(id, this.#ids.length);
    return this.#ids.push(id) - 1;
  }

  /** The id's number; −1 if it never appeared. */
  find(id: string): number {
    return this.#numbers.get(id) ?? -1;
  }

  id(number: number): string {
    return this.#ids[number]!;
  }
}
