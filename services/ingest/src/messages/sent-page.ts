import type { Place } from '@freshet/stream';

const ENTRIES_MAX = 2048;
const VALUES_BYTES = 256 * 1024;

/** `lost`: no longer in the log. `resending`: on its way into it again. `done`: nobody will ask. */
export const entryStates = ['sent', 'lost', 'resending', 'done'] as const;
export type EntryState = (typeof entryStates)[number];

/**
 * Values sent to one topic side by side in flat memory, with what is known of each. As objects they would live just
 * long enough to be copied twice by the garbage collector, which cost a quarter of the intake's CPU.
 */
export class SentPage {
  readonly topic: string;
  readonly #values: Buffer;
  /** Where each value begins; one more than there are entries. */
  readonly #starts = new Uint32Array(ENTRIES_MAX + 1);
  readonly #partitions = new Int32Array(ENTRIES_MAX);
  readonly #offsets = new Float64Array(ENTRIES_MAX);
  readonly #sentAt = new Float64Array(ENTRIES_MAX);
  readonly #states = new Uint8Array(ENTRIES_MAX);
  #size = 0;
  #done = 0;

  /** Has room for a value of so many bytes, whatever the size of a page is otherwise. */
  constructor(topic: string, valueBytes: number) {
    this.topic = topic;
    this.#values = Buffer.allocUnsafeSlow(Math.max(VALUES_BYTES, valueBytes));
  }

  /** Entries so far, done or not. */
  get size(): number {
    return this.#size;
  }

  /** Whether nothing of it is of use any more. */
  get isDone(): boolean {
    return this.#done === this.#size;
  }

  /** Memory it takes, in bytes. */
  get bytes(): number {
    return this.#values.length + ENTRIES_MAX * (4 + 4 + 8 + 8 + 1);
  }

  /** false when there is no room for it. */
  add(value: Uint8Array, { partition, offset }: Place, sentAt: number): boolean {
    const start = this.#starts[this.#size]!;
    if (this.#size === ENTRIES_MAX || start + value.length > this.#values.length) return false;
    this.#values.set(value, start);
    this.#partitions[this.#size] = partition;
    this.#offsets[this.#size] = offset;
    this.#sentAt[this.#size] = sentAt;
    this.#size += 1;
    this.#starts[this.#size] = start + value.length;
    return true;
  }

  /** Entries that this holds for, the oldest first. */
  where(test: (entry: number) => boolean): number[] {
    const found: number[] = [];
    for (let entry = 0; entry < this.#size; entry++) if (test(entry)) found.push(entry);
    return found;
  }

  /** Entries whose value begins with these bytes, the newest first. */
  *startingWith(prefix: Uint8Array): Generator<number, void, undefined> {
    let from = this.#starts[this.#size]! - prefix.length;
    while (from >= 0) {
      const at = this.#values.lastIndexOf(prefix, from);
      if (at < 0) return;
      const entry = this.#entryAt(at);
      if (at === this.#starts[entry]) yield entry;
      from = at - 1;
    }
  }

  /** A view of memory that lives as long as the page. */
  value(entry: number): Buffer {
    return this.#values.subarray(this.#starts[entry], this.#starts[entry + 1]);
  }

  partition(entry: number): number {
    return this.#partitions[entry]!;
  }

  /** −1 where the ack level leaves it unknown. */
  offset(entry: number): number {
    return this.#offsets[entry]!;
  }

  /** Epoch ms. */
  sentAt(entry: number): number {
    return this.#sentAt[entry]!;
  }

  state(entry: number): EntryState {
    return entryStates[this.#states[entry]!]!;
  }

  setState(entry: number, state: EntryState): void {
    if (state === 'done') this.#done += 1;
    this.#states[entry] = entryStates.indexOf(state);
  }

  /** The entry in whose value this position lies. */
  #entryAt(position: number): number {
    let low = 0;
    let high = this.#size - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#starts[middle]! <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
