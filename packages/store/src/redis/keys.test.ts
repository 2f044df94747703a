import slotOf from 'cluster-key-slot';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { StatePartition } from '../store.ts';
import { hashTag } from './hash-tags.ts';
import { fenceKey, stateKey } from './keys.ts';

/** Few letters, so that unequal parts often join to equal wholes. */
const name = fc.string({
  unit: fc.constantFrom('a', '/', '{', '}', '%', '2', 'F', '\0', '🛒'),
  maxLength: 4,
});

const place: fc.Arbitrary<StatePartition> = fc
  .record({
    namespace: name,
    group: name,
    partition: fc.nat({ max: 3 }),
    partitions: fc.integer({ min: 4, max: 6 }),
  })
  .map((parts) => ({ ...parts }));

/** A fence where `key` is null. */
const entry = fc.record({ place, key: fc.option(name, { nil: null }) });

function encode({ place: partition, key }: { place: StatePartition; key: string | null }): string {
  return key === null ? fenceKey(partition) : stateKey(partition, key);
}

it('gives different places different keys', () => {
  fc.assert(
    fc.property(entry, entry, (one, other) => {
      const same = JSON.stringify(one) === JSON.stringify(other);
      expect(encode(one) === encode(other)).toBe(same);
    }),
    { numRuns: 20_000 },
  );
});

it('puts every key of a partition on the slot of its tag', () => {
  fc.assert(
    fc.property(entry, ({ place: partition, key }) => {
      const slot = slotOf(hashTag(partition.partition, partition.partitions));
      expect(slotOf(encode({ place: partition, key }))).toBe(slot);
    }),
  );
});

it('stays short: memory per profile counts', () => {
  const partition = { namespace: 'live', group: 'profiles', partition: 7, partitions: 32 };
  expect(stateKey(partition, 'key')).toMatch(/^\{w...\}live\/profiles\/key$/);
});
