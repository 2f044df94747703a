import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TopItems } from './top-items.ts';

test('the top of growing levels is the head of the whole order, however they grow', () => {
  const growth = fc.array(fc.tuple(fc.nat(15), fc.integer({ min: 1, max: 3 })), { maxLength: 200 });
  fc.assert(
    fc.property(growth, fc.integer({ min: 1, max: 8 }), (steps, depth) => {
      const top = new TopItems(depth);
      const levels: number[] = [];
      for (const [item, more] of steps) {
        levels[item] = (levels[item] ?? 0) + more;
        top.grown(item, levels);
      }
      const known = [...levels.keys()].filter((item) => levels[item] !== undefined);
      known.sort((a, b) => levels[b]! - levels[a]! || a - b);
      expect(top.ranked).toEqual(known.slice(0, depth));
    }),
  );
});
