/** One partition for the time of one assignment to this member. */
export class Lease {
  readonly partition: number;
  /** Offset the next fetched batch must begin at; undefined while its position is being asked. */
  expected: number | undefined;
  /** Where `seek` sent the partition while its position was being asked. */
  sought: number | undefined;
  readonly #interruption = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(partition: number) {
    this.partition = partition;
  }

  /** Aborted as soon as it is known that the partition will be taken away. */
  get signal(): AbortSignal {
    return this.#interruption.signal;
  }

  /** Whether a later assignment, or the end of the consumer, has replaced this one. */
  get ended(): boolean {
    return this.#ended;
  }

  interrupt(): void {
    this.#interruption.abort();
  }

  end(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
    this.interrupt();
  }

  /** Does something later, unless the lease ends before. */
  after(ms: number, action: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(action, ms);
  }
}
