import { expect, it } from 'vitest';
import { addVisitorChange, emptyFigures, NO_TOTALS } from './arm-figures.ts';
import { clickThrough, conversion, revenuePerVisitor } from './rate.ts';

function figuresOf(clicksAndImpressions: readonly (readonly [number, number])[]) {
  const figures = emptyFigures();
  for (const [clicks, impressions] of clicksAndImpressions) {
    addVisitorChange(figures, null, { ...NO_TOTALS, clicks, impressions });
  }
  return figures;
}

it('click-through has the error of the delta method, with visitors as the independent ones', () => {
  // Ratio 3/12 = ¼; clicks − ¼ impressions: 0, ½, −½; √(3/2 · ½) / 12.
  const rate = clickThrough(
    figuresOf([
      [1, 4],
      [2, 6],
      [0, 2],
    ]),
  );
  expect(rate).toMatchObject({ visitors: 3, value: 1 / 4, contributors: 9 / 5 });
  expect(rate.standardError).toBeCloseTo(Math.sqrt(0.75) / 12, 15);
});

it('a visitor who clicks alike on ever more makes nothing more certain', () => {
  const few = clickThrough(
    figuresOf([
      [1, 2],
      [0, 2],
    ]),
  );
  const many = clickThrough(
    figuresOf([
      [50, 100],
      [0, 100],
    ]),
  );
  expect(many.standardError).toBe(few.standardError);
});

it('conversion and revenue are plain means with their plain errors', () => {
  const figures = figuresOf([
    [0, 1],
    [0, 1],
    [0, 1],
  ]);
  const bought = { orders: 2, revenue: new Map([['EUR', 60_000]]) };
  addVisitorChange(figures, null, { ...NO_TOTALS, ...bought });
  // One of four: the variance of 1, 0, 0, 0 is ¼, that of the mean a quarter of it.
  expect(conversion(figures)).toEqual({
    visitors: 4,
    value: 0.25,
    standardError: 0.25,
    contributors: 1,
  });
  expect(revenuePerVisitor(figures, 'EUR')).toMatchObject({ value: 15_000, standardError: 15_000 });
  expect(revenuePerVisitor(figures, 'USD')).toMatchObject({ value: 0, contributors: 0 });
});

it('says nothing of one visitor or none', () => {
  expect(clickThrough(emptyFigures())).toMatchObject({ value: 0, standardError: Number.NaN });
  expect(conversion(figuresOf([[1, 2]])).standardError).toBeNaN();
});
