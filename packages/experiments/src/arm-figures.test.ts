import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  addFigures,
  addVisitorChange,
  type ArmFigures,
  emptyFigures,
  NO_TOTALS,
  type VisitorTotals,
} from './arm-figures.ts';

const ada: VisitorTotals = {
  impressions: 4,
  clicks: 1,
  orders: 1,
  revenue: new Map([['EUR', 199_900]]),
};

it('counts a visitor once, and what they did with its squares', () => {
  const figures = emptyFigures();
  addVisitorChange(figures, null, { ...NO_TOTALS, impressions: 3 });
  addVisitorChange(figures, { ...NO_TOTALS, impressions: 3 }, ada);
  addVisitorChange(figures, null, { ...NO_TOTALS, impressions: 2 });
  expect(figures).toEqual({
    visitors: 2,
    buyers: 1,
    impressions: { sum: 6, squares: 20 },
    clicks: { sum: 1, squares: 1 },
    clicksByImpressions: 4,
    orders: { sum: 1, squares: 1 },
    revenue: new Map([['EUR', { sum: 199_900, squares: 199_900 ** 2 }]]),
  });
});

it('takes back what is given back, and the buyer with the last order', () => {
  const figures = emptyFigures();
  addVisitorChange(figures, null, ada);
  addVisitorChange(figures, ada, { ...ada, orders: 0, revenue: new Map([['EUR', 0]]) });
  expect(figures).toMatchObject({ visitors: 1, buyers: 0, orders: { sum: 0, squares: 0 } });
  expect(figures.revenue.get('EUR')).toEqual({ sum: 0, squares: 0 });
});

const acts = fc.array(
  fc.record({
    visitor: fc.nat(5),
    what: fc.constantFrom('impressions', 'clicks', 'orders'),
    currency: fc.constantFrom('EUR', 'USD'),
    amount: fc.integer({ min: -10_000, max: 1_000_000 }),
  }),
  { maxLength: 60 },
);

it('is the same event by event, in pieces, and from the totals at the end', () => {
  fc.assert(
    fc.property(acts, fc.nat(60), (all, cut) => {
      const totals = new Map<number, VisitorTotals>();
      const whole = emptyFigures();
      const pieces = [emptyFigures(), emptyFigures()] as const;
      for (const [i, { visitor, what, currency, amount }] of all.entries()) {
        const before = totals.get(visitor) ?? null;
        const { revenue, ...counts } = before ?? NO_TOTALS;
        const paid = new Map(revenue);
        if (what === 'orders') paid.set(currency, (paid.get(currency) ?? 0) + amount);
        const after = { ...counts, [what]: counts[what as 'clicks'] + 1, revenue: paid };
        totals.set(visitor, after);
        addVisitorChange(whole, before, after);
        addVisitorChange(pieces[Number(i >= cut)]!, before, after);
      }
      expect(whole).toEqual(atOnce([...totals.values()]));
      addFigures(pieces[1], pieces[0]);
      expect(pieces[1]).toEqual(whole);
    }),
  );
});

function atOnce(visitors: readonly VisitorTotals[]): ArmFigures {
  const figures = emptyFigures();
  for (const totals of visitors) addVisitorChange(figures, null, totals);
  return figures;
}
