import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogueItem } from '../../../../test/support/catalogue-item.ts';
import { CatalogueEntry } from '../catalogue-entry.ts';
import { CatalogueIndex, POSTINGS_MAX, POSTINGS_READ_MAX } from './catalogue-index.ts';

interface Said {
  readonly title?: string | null;
  readonly categories?: readonly string[];
  readonly brand?: unknown;
}

function entryOf({ title = null, categories = [], brand }: Said): CatalogueEntry {
  const properties = brand === undefined ? null : JSON.stringify({ brand });
  const said = { title, categories: [...categories], properties };
  return new CatalogueEntry(catalogueItem('any', said));
}

function indexOf(entries: readonly Said[]): CatalogueIndex {
  const index = new CatalogueIndex();
  for (const [slot, said] of entries.entries()) index.set(slot, entryOf(said));
  return index;
}

const ln = Math.log1p;
const likesOf = (index: CatalogueIndex, slot: number, max = 10) =>
  index.likesOf(slot, { max, admits: () => true });

test('a worked example: the part of what one entry says that others say too', () => {
  const index = indexOf([
    { title: 'Trail Tent for two', categories: ['camp'], brand: 'Alp' },
    { title: 'Trail tent, XL', categories: ['camp'], brand: 'ALP' },
    { title: 'Camp stove', categories: ['camp'], brand: 'Hob' },
    { title: 'Trail boots', categories: ['shoes'] },
  ]);
  // Of the first: camp (2 · ln(1 + 4/3)), alp (1.5 · ln(1 + 4/2)), trail (ln(1 + 4/3)), tent
  // (ln(1 + 4/2)); "for" and "two" are nobody else’s.
  const [camp, alp, trail, tent] = [2 * ln(4 / 3), 1.5 * ln(2), ln(4 / 3), ln(2)];
  const all = camp + alp + trail + tent;
  const { slots, likeness } = likesOf(index, 0);
  expect(slots).toEqual([1, 2, 3]);
  expect(likeness[0]).toBeCloseTo(1, 12);
  expect(likeness[1]).toBeCloseTo(camp / all, 12);
  expect(likeness[2]).toBeCloseTo(trail / all, 12);
});

test('a rare word weighs more than one that many titles have', () => {
  const common = Array.from({ length: 50 }, () => ({ title: 'shirt' }));
  const index = indexOf([{ title: 'shirt indigo' }, { title: 'indigo scarf' }, ...common]);
  expect(likesOf(index, 0, 1).slots).toEqual([1]);
});

test('what two items share is no category, brand or word by the same name', () => {
  const index = indexOf([{ title: 'alpine' }, { categories: ['alpine'] }, { brand: 'alpine' }]);
  expect(likesOf(index, 0).slots).toEqual([]);
});

test('an entry that says nothing, or what is no text, is like nothing', () => {
  const index = indexOf([{}, { brand: { name: 'x' } }, { title: 'a b c' }, {}]);
  for (let slot = -1; slot < 5; slot++) expect(likesOf(index, slot).slots).toEqual([]);
});

test('is among what is admitted alone, and as many as are wanted', () => {
  const index = indexOf(Array.from({ length: 30 }, () => ({ categories: ['camp'] })));
  const { slots } = index.likesOf(3, { max: 5, admits: (slot) => slot % 2 === 1 });
  expect(slots).toHaveLength(5);
  expect(slots.every((slot) => slot % 2 === 1 && slot !== 3)).toBe(true);
});

test('of those that are equally alike the worthier goes first, and never before one more alike', () => {
  const index = indexOf([
    { categories: ['camp'], title: 'red' },
    { categories: ['camp'] },
    { categories: ['camp'] },
    { categories: ['camp'] },
    { categories: ['camp'], title: 'red' },
  ]);
  const worth = (slot: number) => [0, 0.5, 1, 0, 0][slot]!;
  const { slots } = index.likesOf(0, { max: 3, admits: () => true, worth });
  expect(slots).toEqual([4, 2, 1]);
});

test('past its bound a term keeps what came last, and a question ends', () => {
  const categories = Array.from({ length: 6 }, (_, i) => `common ${i}`);
  const index = indexOf(Array.from({ length: 2 * POSTINGS_MAX }, () => ({ categories })));
  let asked = 0;
  const { slots } = index.likesOf(0, {
    max: 2 * POSTINGS_MAX,
    admits: () => ++asked > 0,
  });
  expect(Math.min(...slots)).toBe(POSTINGS_MAX);
  expect(asked).toBe(POSTINGS_READ_MAX);
  expect(POSTINGS_READ_MAX).toBeLessThan(6 * POSTINGS_MAX);
});

test('however entries come and go, it knows what an index made at once of the last ones knows', () => {
  const said = fc.record({
    title: fc.constantFrom(null, 'red tent', 'blue tent', 'red boots'),
    categories: fc.subarray(['camp', 'shoes']),
    brand: fc.constantFrom(undefined, 'Alp', 'Hob'),
  });
  const change = fc.tuple(fc.nat({ max: 5 }), fc.option(said, { nil: undefined }));
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
      const changed = new CatalogueIndex();
      const last = new Map<number, Said | undefined>();
      for (const [slot, now] of changes) {
        changed.set(slot, now && entryOf(now));
        last.set(slot, now);
      }
      const fresh = new CatalogueIndex();
      for (const [slot, now] of last) fresh.set(slot, now && entryOf(now));
      for (let slot = 0; slot < 6; slot++) {
        expect(pairsOf(changed, slot)).toEqual(pairsOf(fresh, slot));
      }
    }),
  );
});

function pairsOf(index: CatalogueIndex, slot: number): string[] {
  const { slots, likeness } = likesOf(index, slot);
  return slots.map((other, i) => `${other} ${likeness[i]!.toFixed(9)}`).toSorted();
}
