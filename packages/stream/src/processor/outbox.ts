import { partitionOf } from '@freshet/events';
import type { ProcessingSpans } from '@freshet/tracing';
import type { OutgoingRecord } from '../log.ts';
import type { Derived, Sourced } from './processor.ts';

/** A message is cut at the next source offset once it holds so many outputs, unless they are large. */
const MESSAGE_OUTPUTS_MAX = 128;

interface Collected<Output> extends Sourced<Output> {
  readonly offsets: number[];
  readonly outputs: Output[];
}

/** Collects what one slice of a source partition derives, by target partition. */
export class Outbox<Output> {
  readonly #derived: Derived<Output>;
  readonly #partitions: number;
  readonly #byTarget = new Map<number, Collected<Output>>();

  constructor(derived: Derived<Output>, partitions: number) {
    this.#derived = derived;
    this.#partitions = partitions;
  }

  get topic(): string {
    return this.#derived.topic;
  }

  add(offset: number, outputs: readonly Output[]): void {
    for (const output of outputs) {
      const target = partitionOf(this.#derived.key(output), this.#partitions);
      const collected = this.#collectedFor(target);
      collected.offsets.push(offset);
      collected.outputs.push(output);
    }
  }

  /** The messages to publish, in the order of the source offsets within each target. */
  messages(sourcePartition: number, spans?: Pick<ProcessingSpans, 'headers'>): OutgoingRecord[] {
    const { messageMax = MESSAGE_OUTPUTS_MAX, topic } = this.#derived;
    const records: OutgoingRecord[] = [];
    for (const [partition, collected] of this.#byTarget) {
      for (const part of cutBetweenOffsets(collected, messageMax)) {
        const value = this.#derived.encode(sourcePartition, part);
        records.push({ partition, value, headers: spans?.headers(topic, part.offsets) });
      }
    }
    return records;
  }

  #collectedFor(target: number): Collected<Output> {
    let collected = this.#byTarget.get(target);
    if (collected === undefined) {
      collected = { offsets: [], outputs: [] };
      this.#byTarget.set(target, collected);
    }
    return collected;
  }
}

/** Parts of at least `size` outputs, never cut inside one source offset: half of it could not be told from all. */
export function cutBetweenOffsets<Output>(
  { offsets, outputs }: Sourced<Output>,
  size: number,
): Sourced<Output>[] {
  const parts: Sourced<Output>[] = [];
  let start = 0;
  for (let i = 1; i <= offsets.length; i++) {
    const isEnd = i === offsets.length;
    if (!isEnd && (i - start < size || offsets[i] === offsets[i - 1])) continue;
    parts.push({ offsets: offsets.slice(start, i), outputs: outputs.slice(start, i) });
    start = i;
  }
  return parts;
}
