import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assign } from './assignment.ts';

/** Members that hold disjoint parts of some partitions. */
const holdings = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 12 }))
  .chain(([partitions, members]) =>
    fc
      .array(fc.integer({ min: -1, max: members - 1 }), {
        minLength: partitions,
        maxLength: partitions,
      })
      .map((owners) => ({
        partitions,
        held: Array.from({ length: members }, (_, member) =>
          owners.flatMap((owner, partition) => (owner === member ? [partition] : [])),
        ),
      })),
  );

it('gives every partition to exactly one member, evenly', () => {
  fc.assert(
    fc.property(holdings, ({ partitions, held }) => {
      const shares = assign(partitions, held);
      const all = shares.flat().toSorted((a, b) => a - b);
      expect(all).toEqual(Array.from({ length: partitions }, (_, p) => p));
      const sizes = shares.map(({ length }) => length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
});

it('takes from a member only what is over its fair share', () => {
  fc.assert(
    fc.property(holdings, ({ partitions, held }) => {
      const shares = assign(partitions, held);
      const fair = Math.floor(partitions / held.length);
      for (const [member, own] of held.entries()) {
        const kept = own.filter((partition) => shares[member]!.includes(partition));
        expect(kept.length).toBeGreaterThanOrEqual(Math.min(own.length, fair));
      }
    }),
  );
});

it('changes nothing when asked again', () => {
  fc.assert(
    fc.property(holdings, ({ partitions, held }) => {
      const shares = assign(partitions, held);
      expect(assign(partitions, shares)).toEqual(shares);
    }),
  );
});

it('assigns nothing where there is nobody', () => {
  expect(assign(4, [])).toEqual([]);
});
