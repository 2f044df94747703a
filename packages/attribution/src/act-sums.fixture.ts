import { parseCellKey } from './cells.ts';
import type { Figures } from './figures.ts';
import type { Act } from './witness.ts';

type Sums = Readonly<Record<string, number>>;

/** What places have counted, by cell and measure; without what is 0. */
export function placeSums(figures: ReadonlyMap<string, Figures>): Sums {
  const sums: Record<string, number> = {};
  for (const [cell, { counts, money }] of figures) {
    if (parseCellKey(cell)?.kind !== 'place') continue;
    for (const measure of ['impressions', 'clicks', 'orders'] as const) {
      sums[`${cell} ${measure}`] = counts[measure];
    }
    for (const { currency, sum } of money.values()) sums[`${cell} ${currency}`] = sum;
  }
  return nonZero(sums);
}

/** The same of what a witness was told. */
export function actSums(acts: readonly Act[]): Sums {
  const sums: Record<string, number> = {};
  const add = (key: string, amount: number) => (sums[key] = (sums[key] ?? 0) + amount);
  for (const { place, impressions, clicks, orders, money } of acts) {
    add(`${place} impressions`, impressions);
    add(`${place} clicks`, clicks);
    add(`${place} orders`, orders);
    if (money !== null) add(`${place} ${money.currency}`, money.sum);
  }
  return nonZero(sums);
}

const nonZero = (sums: Sums): Sums =>
  Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
