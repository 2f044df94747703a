import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pinsOf, placePins, withPins } from './pins.ts';
import { pinOf } from './rule.fixture.ts';

const anything = () => true;
const placesOf = (...args: Parameters<typeof placePins>) =>
  placePins(...args).map(({ itemId, place }) => `${place}:${itemId}`);

test('the items of a rule stand one behind the other, each item where the first rule has it', () => {
  const pins = pinsOf([pinOf('first', ['a', 'b'], 3), pinOf('second', ['b', 'c'], 1)]);
  expect(placesOf(pins, 20, anything)).toEqual(['2:c', '3:a', '4:b']);
});

test('at a position that two rules want the first stands, the other behind it', () => {
  const pins = pinsOf([pinOf('first', ['a'], 1), pinOf('second', ['b'], 1)]);
  expect(placesOf(pins, 20, anything)).toEqual(['1:a', '2:b']);
});

test('what may not be shown leaves its place to the next, and a list that is too short has no room', () => {
  const pins = pinsOf([
    pinOf('first', ['a'], 1),
    pinOf('second', ['b'], 1),
    pinOf('third', ['c'], 9),
  ]);
  expect(placesOf(pins, 5, (itemId) => itemId !== 'a')).toEqual(['1:b']);
});

test('where the list ends before a place the pinned item is its last', () => {
  expect(withPins(['x', 'y'], [{ place: 7, row: 'a' }])).toEqual(['x', 'y', 'a']);
});

const letters: fc.Arbitrary<string> = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const somePins = fc
  .array(
    fc.tuple(
      fc.uniqueArray(letters, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 12 }),
    ),
  )
  .map((all) => all.map(([itemIds, position], i) => pinOf(`r${i}`, itemIds, position)));

test('no item stands twice, every place is taken once, and a full list has each at its place', () => {
  fc.assert(
    fc.property(
      somePins,
      fc.integer({ min: 1, max: 10 }),
      fc.uniqueArray(letters).map((all) => new Set(all)),
      (rules, n, refused) => {
        const placed = placePins(pinsOf(rules), n, (itemId) => !refused.has(itemId));
        expect(placed.length).toBeLessThanOrEqual(n);
        expect(new Set(placed.map(({ itemId }) => itemId)).size).toBe(placed.length);
        expect(placed.some(({ itemId }) => refused.has(itemId))).toBe(false);
        const others = Array.from({ length: n - placed.length }, (_, i) => `other ${i}`);
        const rows = placed.map((pin) => ({ place: pin.place, row: pin.itemId }));
        const list = withPins(others, rows);
        expect(list).toHaveLength(n);
        expect(list.filter((row) => row.startsWith('other'))).toEqual(others);
        for (const { itemId, place } of placed) expect(list[place - 1]).toBe(itemId);
      },
    ),
  );
});
