import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HashIndex } from './hash-index.ts';

test('finds what a map finds, through collisions, removals and growth', () => {
  // Few low bits, so that most hashes share a home and many searches pass others.
  const hash = fc.tuple(fc.nat(2_000), fc.nat(3)).map(([high, low]) => high * 2 ** 32 + low);
  const step = fc.record({ hash, remove: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 3_000, size: 'max' }), (steps) => {
      const index = new HashIndex();
      const model = new Map<number, number>();
      steps.forEach((one, slot) => {
        if (one.remove) {
          index.remove(one.hash, model.get(one.hash) ?? 0);
          model.delete(one.hash);
        } else {
          index.add(one.hash, slot);
          if (!model.has(one.hash)) model.set(one.hash, slot);
        }
      });
      for (const { hash: asked } of steps) expect(index.get(asked)).toBe(model.get(asked) ?? -1);
    }),
    { numRuns: 30 },
  );
});

test('an item that does not hold its hash takes it from nobody', () => {
  const index = new HashIndex();
  index.add(7, 1);
  index.add(7, 2);
  index.remove(7, 2);
  expect(index.get(7)).toBe(1);
});
