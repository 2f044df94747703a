import { partitionOf } from '@freshet/events';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutBetweenOffsets, Outbox } from './outbox.ts';
import type { Derived } from './processor.ts';

const derived: Derived<string> = {
  topic: 'derived',
  key: (output) => output,
  encode: (source, outputs) => Buffer.from(JSON.stringify({ source, outputs })),
};

it('sends each output to the partition of its key, in the order of the source', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string(), { maxLength: 500 }),
      fc.integer({ min: 1, max: 9 }),
      (keys, partitions) => {
        const outbox = new Outbox(derived, partitions);
        outbox.add(keys.map((output, offset) => ({ offset, output })));
        const received = outbox.messages(3).flatMap(({ partition, value }) => {
          const { source, outputs } = JSON.parse(Buffer.from(value!).toString());
          expect(source).toBe(3);
          return outputs.map((entry: { offset: number; output: string }) => ({
            ...entry,
            partition,
          }));
        });
        for (const { output, partition } of received)
          expect(partition).toBe(partitionOf(output, partitions));
        for (let partition = 0; partition < partitions; partition++) {
          const offsets = received.filter((r) => r.partition === partition).map((r) => r.offset);
          expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
        }
        expect(received.map((r) => r.offset).toSorted((a, b) => a - b)).toEqual(
          keys.map((_, i) => i),
        );
      },
    ),
  );
});

it('never cuts a message inside one source offset', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(20), { maxLength: 60 }),
      fc.integer({ min: 1, max: 10 }),
      (offsets, size) => {
        const entries = offsets.toSorted((a, b) => a - b).map((offset) => ({ offset }));
        const parts = cutBetweenOffsets(entries, size);
        expect(parts.flat()).toEqual(entries);
        for (let i = 1; i < parts.length; i++) {
          expect(parts[i]![0]!.offset).toBeGreaterThan(parts[i - 1]!.at(-1)!.offset);
        }
      },
    ),
  );
});
