import { createCodec } from '@freshet/events';

/** State key of the offsets seen; starts with a byte that no other state key can start with. */
export const SOURCE_OFFSETS_KEY = '\u0000source-offsets';

const codec = createCodec<{ partitions: number[]; offsets: number[] }>('source-offsets', [
  {
    id: 103,
    schema: {
      type: 'record',
      name: 'SourceOffsets',
      namespace: 'freshet.store',
      fields: [
        { name: 'partitions', type: { type: 'array', items: 'int' } },
        { name: 'offsets', type: { type: 'array', items: 'long' } },
      ],
    },
  },
]);

/**
 * The highest source offset seen of each source partition, of a derived topic or of one that holds
 * copies. It lies in the receiver's own fenced state, so a repeated input is dropped exactly where its
 * first copy counted.
 */
export class SourceOffsets {
  readonly #highest = new Map<number, number>();

  static decode(bytes: Uint8Array | undefined): SourceOffsets {
    const seen = new SourceOffsets();
    if (bytes === undefined) return seen;
    const { partitions, offsets } = codec.decode(bytes);
    partitions.forEach((partition, i) => seen.#highest.set(partition, offsets[i]!));
    return seen;
  }

  encode(): Uint8Array {
    const partitions = [...this.#highest.keys()].toSorted((a, b) => a - b);
    return codec.encode({ partitions, offsets: partitions.map((p) => this.#highest.get(p)!) });
  }

  get isEmpty(): boolean {
    return this.#highest.size === 0;
  }

  highest(partition: number): number {
    return this.#highest.get(partition) ?? -1;
  }

  advance(partition: number, offset: number): void {
    if (offset > this.highest(partition)) this.#highest.set(partition, offset);
  }
}
