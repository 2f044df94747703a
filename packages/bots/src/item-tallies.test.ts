import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ItemTallies } from './item-tallies.ts';

const limits = { windowMs: 1_000, perItem: 3, visits: 20, itemsMax: 4 };

it('gives each key its share of an item', () => {
  const tallies = new ItemTallies(limits);
  const over = (source: string, item: string, receivedAt = 0) =>
    tallies.isOver(source, { items: [item], receivedAt });
  expect([1, 2, 3, 4, 5].map(() => over('a', 'tent'))).toEqual([false, false, false, true, true]);
  expect(over('a', 'lamp')).toBe(false);
  expect(over('b', 'tent')).toBe(false);
  expect(over('a', 'tent', 1_000), 'in the next window').toBe(false);
});

it('counts nothing of an order of which one item is past it', () => {
  const tallies = new ItemTallies({ ...limits, perItem: 1 });
  expect(tallies.isOver('a', { items: ['tent'], receivedAt: 0 })).toBe(false);
  expect(tallies.isOver('a', { items: ['lamp', 'tent'], receivedAt: 0 })).toBe(true);
  expect(tallies.isOver('a', { items: ['lamp'], receivedAt: 0 })).toBe(false);
});

it('in any time as long as a window, at most twice the share passes, whatever is sent', () => {
  const acts = fc.array(
    fc.record({ gap: fc.integer({ min: 0, max: 400 }), item: fc.constantFrom('tent', 'lamp') }),
    { minLength: 1, maxLength: 150 },
  );
  fc.assert(
    fc.property(acts, (list) => {
      const tallies = new ItemTallies(limits);
      let now = 1.7e12;
      const passed: { item: string; at: number }[] = [];
      for (const { gap, item } of list) {
        now += gap;
        if (!tallies.isOver('a', { items: [item], receivedAt: now }))
          passed.push({ item, at: now });
      }
      for (const { item, at } of passed) {
        const within = passed.filter(
          (other) => other.item === item && other.at >= at && other.at < at + limits.windowMs,
        );
        expect(within.length).toBeLessThanOrEqual(2 * limits.perItem);
      }
    }),
  );
});

it('forgets the key that was quiet longest where there are too many items', () => {
  const tallies = new ItemTallies({ ...limits, perItem: 1 });
  const over = (key: string, item: string) => tallies.isOver(key, { items: [item], receivedAt: 0 });
  for (const key of ['a', 'b', 'c', 'd']) expect(over(key, 'tent')).toBe(false);
  expect(over('a', 'tent'), 'now the newest').toBe(true);
  expect(over('e', 'tent')).toBe(false);
  expect(over('a', 'tent')).toBe(true);
  expect(over('b', 'tent'), 'forgotten').toBe(false);
});
