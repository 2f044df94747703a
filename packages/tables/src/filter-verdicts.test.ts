import { expect, test } from 'vitest';
import type { CatalogueEntry } from './catalogue-entry.ts';
import { FilterVerdicts, FILTERS_MAX } from './filter-verdicts.ts';

const priced = (price: number) => ({ price }) as CatalogueEntry;

/** Verdicts on prices, and how many have been worked out. */
function openVerdicts(prices: readonly number[]) {
  const entries: (CatalogueEntry | undefined)[] = prices.map(priced);
  const verdicts = new FilterVerdicts(entries);
  let judged = 0;
  const below = (limit: number) => ({
    expression: `item.price < ${limit}`,
    matches(entry: CatalogueEntry) {
      judged++;
      return entry.price! < limit;
    },
  });
  return { entries, verdicts, below, judged: () => judged };
}

test('an item is judged once by each filter of the same expression, until its entry changes', () => {
  const { entries, verdicts, below, judged } = openVerdicts([5, 15]);
  for (let i = 0; i < 3; i++) {
    expect([0, 1].map((slot) => verdicts.passes(slot, below(10)))).toEqual([true, false]);
  }
  expect(verdicts.passes(1, below(20))).toBe(true);
  expect(judged()).toBe(3);
  entries[1] = priced(1);
  verdicts.changed(1);
  expect([0, 1].map((slot) => verdicts.passes(slot, below(10)))).toEqual([true, true]);
  expect(judged()).toBe(4);
});

test('a matcher says the same, and knows of a change once it is asked for anew', () => {
  const { entries, verdicts, below, judged } = openVerdicts([5, 15]);
  const matches = verdicts.matcher(below(10));
  expect([0, 1, 0, 1].map(matches)).toEqual([true, false, true, false]);
  expect(judged()).toBe(2);
  expect(verdicts.passes(1, below(10))).toBe(false);
  expect(judged()).toBe(2);
  entries[1] = priced(1);
  verdicts.changed(1);
  expect(verdicts.matcher(below(10))(1)).toBe(true);
});

test('an item that comes later is judged as well, however many there are by then', async () => {
  const { entries, verdicts, below } = openVerdicts([5]);
  expect(await verdicts.slots(below(10))).toEqual([0]);
  for (let i = 0; i < 3_000; i++) entries.push(priced(i));
  expect(await verdicts.slots(below(3))).toEqual([1, 2, 3]);
  expect(verdicts.passes(3_000, below(10))).toBe(false);
  expect(await verdicts.slots(below(10))).toEqual([
    0,
    ...Array.from({ length: 10 }, (_, i) => i + 1),
  ]);
});

test('an item without an entry passes nothing', async () => {
  const { entries, verdicts, below } = openVerdicts([5, 6]);
  entries[0] = undefined;
  expect(verdicts.passes(0, below(10))).toBe(false);
  expect(await verdicts.slots(below(10))).toEqual([1]);
});

test('looking at all items lets others in between, and sees what they change', async () => {
  const { entries, verdicts, below } = openVerdicts(Array.from({ length: 5_000 }, () => 50));
  const looking = verdicts.slots(below(10));
  // The first slice has been judged by now.
  entries[7] = priced(1);
  verdicts.changed(7);
  entries[4_999] = priced(2);
  verdicts.changed(4_999);
  expect(await looking).toEqual([7, 4_999]);
});

test('past the bound the filter used longest ago is judged anew', () => {
  const { verdicts, below, judged } = openVerdicts([5]);
  for (let limit = 0; limit <= FILTERS_MAX; limit++) verdicts.passes(0, below(limit));
  verdicts.passes(0, below(FILTERS_MAX));
  expect(judged()).toBe(FILTERS_MAX + 1);
  verdicts.passes(0, below(0));
  expect(judged()).toBe(FILTERS_MAX + 2);
});
