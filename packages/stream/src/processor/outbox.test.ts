import { partitionOf } from '@freshet/events';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutBetweenOffsets, Outbox } from './outbox.ts';
import type { Derived } from './processor.ts';

const derived: Derived<string> = {
  topic: 'derived',
  key: (output) => output,
  encode: (source, { offsets, outputs }) =>
    Buffer.from(JSON.stringify({ source, entries: offsets.map((o, i) => [o, outputs[i]]) })),
};

interface Message {
  readonly source: number;
  readonly entries: readonly [offset: number, key: string][];
}

it('sends each output to the partition of its key, in the order of the source', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string(), { maxLength: 500 }),
      fc.integer({ min: 1, max: 9 }),
      (keys, partitions) => {
        const outbox = new Outbox(derived, partitions);
        keys.forEach((key, offset) => outbox.add(offset, [key]));
        const received = outbox.messages(3).flatMap(({ partition, value }) => {
          const { source, entries } = JSON.parse(Buffer.from(value!).toString()) as Message;
          expect(source).toBe(3);
          return entries.map(([offset, key]) => ({ offset, key, partition }));
        });
        for (const { key, partition } of received) {
          expect(partition).toBe(partitionOf(key, partitions));
        }
        for (let partition = 0; partition < partitions; partition++) {
          const own = received.filter((r) => r.partition === partition);
          expect(own).toEqual(own.toSorted((a, b) => a.offset - b.offset));
        }
        const offsets = received.map(({ offset }) => offset).toSorted((a, b) => a - b);
        expect(offsets).toEqual(keys.map((_, i) => i));
      },
    ),
  );
});

it('never cuts a message inside one source offset', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(20), { maxLength: 60 }),
      fc.integer({ min: 1, max: 10 }),
      (given, size) => {
        const offsets = given.toSorted((a, b) => a - b);
        const parts = cutBetweenOffsets({ offsets, outputs: offsets.map(String) }, size);
        expect(parts.flatMap((part) => part.offsets)).toEqual(offsets);
        expect(parts.flatMap((part) => part.outputs)).toEqual(offsets.map(String));
        for (let i = 1; i < parts.length; i++) {
          expect(parts[i]!.offsets[0]).toBeGreaterThan(parts[i - 1]!.offsets.at(-1)!);
        }
      },
    ),
  );
});
