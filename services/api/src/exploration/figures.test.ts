import { cellKey, emptyFigures, EXPLORATION } from '@freshet/attribution';
import { FiguresTable } from '@freshet/tables';
import { expect, test } from 'vitest';
import { explorationFigures } from './figures.ts';

interface Counts {
  readonly impressions: number;
  readonly clicks?: number;
  readonly firstAt?: number;
  readonly hundredthAt?: number;
}

function openFigures() {
  const table = new FiguresTable();
  const put = (key: string, { impressions, clicks = 0, firstAt = 0, hundredthAt = 0 }: Counts) => {
    const counts = { ...emptyFigures().counts, impressions, clicks };
    table.set(key, { ...emptyFigures(), counts, firstAt, hundredthAt });
  };
  const place = {
    kind: 'place',
    site: 'shop',
    experiment: '',
    variant: '',
    scenario: 'home',
  } as const;
  return {
    table,
    place: (strategy: string, position: string, counts: Counts, scenario = 'home') =>
      put(cellKey({ ...place, strategy, position, scenario }), counts),
    item: (itemId: string, counts: Counts) =>
      put(cellKey({ kind: 'item', site: 'shop', itemId }), counts),
  };
}

test('a worked example: what ranked items would have had, less what came', () => {
  const { table, place } = openFigures();
  place('co-visitation', '1', { impressions: 100, clicks: 20 });
  place('trending', '1', { impressions: 100, clicks: 10 });
  place(EXPLORATION, '1', { impressions: 40, clicks: 2 });
  place('co-visitation', '2', { impressions: 100, clicks: 5 });
  place(EXPLORATION, '2', { impressions: 60, clicks: 6 });
  // The same position elsewhere is another.
  place('co-visitation', '1', { impressions: 10, clicks: 10 }, 'cart');
  place(EXPLORATION, '1', { impressions: 7, clicks: 0 }, 'listing');
  // 40 · 30/200 − 2, and 60 · 5/100 − 6: at the second position the unknown ones did better.
  expect(explorationFigures(table, 'shop')).toMatchObject({
    impressions: 107,
    clicks: 8,
    costInClicks: 4 - 3,
    impressionsWithoutRanked: 7,
  });
});

test('the time to a hundred impressions is that of the items that had them', () => {
  const { table, item } = openFigures();
  for (let i = 1; i <= 10; i++) {
    item(`known ${i}`, { impressions: 100 + i, firstAt: 1_000, hundredthAt: 1_000 + i });
  }
  item('young', { impressions: 99, firstAt: 5_000 });
  item('clicked alone', { impressions: 0, clicks: 1 });
  expect(explorationFigures(table, 'shop')).toMatchObject({
    seen: 11,
    known: 10,
    timeToKnown: { p50: 5, p90: 9 },
  });
});

test('of a site without any there is nothing to tell', () => {
  const { table, place } = openFigures();
  place(EXPLORATION, '1', { impressions: 1 });
  expect(explorationFigures(table, 'other')).toEqual({
    seen: 0,
    known: 0,
    timeToKnown: null,
    impressions: 0,
    clicks: 0,
    costInClicks: 0,
    impressionsWithoutRanked: 0,
  });
});
