/**
 * Where keyless records of one topic go: all to one partition until its batch leaves, then to the
 * next (as Java's sticky partitioner, KIP-480), so that few records still make full batches.
 */
export class StickyPartition {
  readonly #partitions: number;
  readonly #recordsMax: number;
  #current: number;
  #given = 0;

  /** At most `recordsMax` records go to one partition in a row. */
  constructor(partitions: number, recordsMax: number) {
    this.#partitions = partitions;
    this.#recordsMax = recordsMax;
    // Processes that start together must not all begin with the same partition.
    this.#current = Math.floor(Math.random() * partitions);
  }

  next(): number {
    if (this.#given === this.#recordsMax) this.#advance();
    this.#given += 1;
    return this.#current;
  }

  /** A batch of `partition` left. */
  left(partition: number): void {
    if (partition === this.#current && this.#given > 0) this.#advance();
  }

  #advance(): void {
    this.#current = (this.#current + 1) % this.#partitions;
    this.#given = 0;
  }
}
