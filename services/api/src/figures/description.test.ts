import { addOutcome, emptyFigures, type Measure, type Money } from '@freshet/attribution';
import { expect, it } from 'vitest';
import { describeArm, describePlaces } from './description.ts';
import { groupPlaces } from './places.ts';

function figuresOf(counts: Partial<Record<Measure, number>>, money: Money | null = null) {
  const figures = emptyFigures();
  const each = Object.entries(counts) as [Measure, number][];
  addOutcome(figures, { cell: '', at: 1, receivedAt: 1, counts: each, money });
  return figures;
}
const at = (scenario: string, position: string, clicks: number) => ({
  kind: 'place' as const,
  site: 'default',
  experiment: '',
  variant: '',
  strategy: 'trending',
  scenario,
  position,
  figures: figuresOf(
    { impressions: 1_000, clicks, orders: 1 },
    { currency: 'EUR', sum: 195_000, squares: 195_000 ** 2 },
  ),
});

it('places are taken together by what was asked for, those with most clicks first', () => {
  const places = [at('home', '1', 100), at('product', '1', 150), at('home', '2', 200)];
  expect(groupPlaces(places, ['scenario']).map(describePlaces)).toMatchObject([
    {
      scenario: 'home',
      impressions: 2_000,
      clicks: 300,
      orders: 2,
      clickThrough: { value: 0.15 },
      revenue: [{ currency: 'EUR', amount: 39, perClick: { value: 0.13 } }],
    },
    { scenario: 'product', clicks: 150, conversion: { value: 1 / 150, interval: null } },
  ]);
});

it('an interval holds the value, and there is none while there is too little to say', () => {
  const [group] = groupPlaces([at('home', '1', 100)], []);
  const { clickThrough, revenue } = describePlaces(group!);
  expect(clickThrough!.interval!.low).toBeGreaterThan(0.05);
  expect(clickThrough!.interval!.low).toBeLessThan(0.1);
  expect(clickThrough!.interval!.high).toBeGreaterThan(0.1);
  expect(clickThrough!.interval!.high).toBeLessThan(0.15);
  expect(revenue[0]).toMatchObject({ perClick: { interval: null } });
});

it('where nothing was seen or clicked there are no rates, and clicks may come without impressions', () => {
  expect(describePlaces({ names: {}, figures: emptyFigures() })).toMatchObject({
    clickThrough: null,
    conversion: null,
    revenue: [],
  });
  const unseen = describePlaces({ names: {}, figures: figuresOf({ clicks: 500 }) });
  expect(unseen).toMatchObject({ clicks: 500, clickThrough: null, conversion: { value: 0 } });
});

it('an arm is of visitors, and says what it left out', () => {
  const figures = figuresOf(
    { visitors: 4, buyers: 1, impressions: 8, clicks: 2, orders: 2, leftOut: 3 },
    { currency: '', sum: 1_000_000, squares: 1 },
  );
  const arm = { kind: 'arm' as const, site: 'default', experiment: 'hop', variant: 'b', figures };
  expect(describeArm(arm)).toMatchObject({
    visitors: 4,
    clickThrough: { value: 0.25, interval: null },
    conversion: { value: 0.25 },
    revenue: [{ currency: null, amount: 100, perVisitor: { value: 25 } }],
    amountsLeftOut: 3,
  });
});
