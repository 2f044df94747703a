import { partitionOf } from '@freshet/events';
import type { OutgoingRecord } from '../log.ts';
import type { Derived, Sourced } from './processor.ts';

/** A message is cut at the next source offset once it holds so many outputs. */
const MESSAGE_OUTPUTS_MAX = 128;

/** Collects what one slice of a source partition derives, by target partition. */
export class Outbox<Output> {
  readonly #derived: Derived<Output>;
  readonly #partitions: number;
  readonly #byTarget = new Map<number, Sourced<Output>[]>();

  constructor(derived: Derived<Output>, partitions: number) {
    this.#derived = derived;
    this.#partitions = partitions;
  }

  add(outputs: readonly Sourced<Output>[]): void {
    for (const sourced of outputs) {
      const target = partitionOf(this.#derived.key(sourced.output), this.#partitions);
      const collected = this.#byTarget.get(target);
      if (collected === undefined) this.#byTarget.set(target, [sourced]);
      else collected.push(sourced);
    }
  }

  /** The messages to publish, in the order of the source offsets within each target. */
  messages(sourcePartition: number): OutgoingRecord[] {
    const records: OutgoingRecord[] = [];
    for (const [partition, outputs] of this.#byTarget) {
      for (const part of cutBetweenOffsets(outputs, MESSAGE_OUTPUTS_MAX)) {
        records.push({ partition, value: this.#derived.encode(sourcePartition, part) });
      }
    }
    return records;
  }
}

/** Parts of at least `size` entries, never cut inside one source offset: half of it could not be told from all. */
export function cutBetweenOffsets<T extends { readonly offset: number }>(
  entries: readonly T[],
  size: number,
): T[][] {
  const parts: T[][] = [];
  let start = 0;
  for (let i = 1; i <= entries.length; i++) {
    const isEnd = i === entries.length;
    if (!isEnd && (i - start < size || entries[i]!.offset === entries[i - 1]!.offset)) continue;
    parts.push(entries.slice(start, i));
    start = i;
  }
  return parts;
}
