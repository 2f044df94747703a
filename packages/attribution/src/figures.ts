import { type Measure, MEASURES, type Money, type Outcome } from './outcome.ts';
import { CURRENCIES_MAX } from './tally.ts';

/** So many impressions of an item are enough to know it by. */
export const KNOWN_IMPRESSIONS = 100;

/** What has been counted in a cell. */
export interface Figures {
  readonly counts: Record<Measure, number>;
  /** By currency, in the order in which they came. */
  readonly money: Map<string, Money>;
  /** Event time of the first impression, epoch ms; 0: none yet. */
  firstAt: number;
  /** Event time of the one by which it is known; 0: there is none yet. */
  hundredthAt: number;
  /** Highest event time. */
  lastAt: number;
}

export function emptyFigures(): Figures {
  const counts = Object.fromEntries(MEASURES.map((measure) => [measure, 0]));
  return {
    counts: counts as Record<Measure, number>,
    money: new Map(),
    firstAt: 0,
    hundredthAt: 0,
    lastAt: 0,
  };
}

/** Adds what one event means for the cell, in place. */
export function addOutcome(figures: Figures, { at, counts, money }: Outcome): void {
  const before = figures.counts.impressions;
  for (const [measure, amount] of counts) figures.counts[measure] += amount;
  const after = figures.counts.impressions;
  if (before === 0 && after > 0) figures.firstAt = at;
  if (before < KNOWN_IMPRESSIONS && after >= KNOWN_IMPRESSIONS) figures.hundredthAt = at;
  figures.lastAt = Math.max(figures.lastAt, at);
  if (money !== null) addMoney(figures, money);
}

/** Adds what was counted in another cell, in place. */
export function addFigures(figures: Figures, others: Figures): void {
  for (const measure of MEASURES) figures.counts[measure] += others.counts[measure];
  for (const money of others.money.values()) addMoney(figures, money);
  figures.lastAt = Math.max(figures.lastAt, others.lastAt);
}

function addMoney({ counts, money }: Figures, { currency, sum, squares }: Money): void {
  const known = money.get(currency);
  if (known === undefined && money.size >= CURRENCIES_MAX) {
    counts.leftOut++;
    return;
  }
  money.set(currency, {
    currency,
    sum: (known?.sum ?? 0) + sum,
    squares: (known?.squares ?? 0) + squares,
  });
}
