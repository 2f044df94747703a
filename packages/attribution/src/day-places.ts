import { cellKey, parseCellKey } from './cells.ts';
import { addOutcome, emptyFigures, type Figures } from './figures.ts';
import type { Outcome } from './outcome.ts';

const DAY_MS = 86_400_000;
/** Of one day in one partition; what happens at further ones counts at a place whose names are all this. */
const PLACES_MAX = 200;
const OTHERS = 'other';

/** What was counted at the places of a site on one UTC day, by the keys of their cells. */
export class DayPlaces {
  readonly places = new Map<string, Figures>();

  add(outcome: Outcome): void {
    const known = this.places.get(outcome.cell);
    if (known !== undefined) return addOutcome(known, outcome);
    const cell = this.places.size < PLACES_MAX ? outcome.cell : othersThan(outcome.cell);
    const figures = this.places.get(cell) ?? emptyFigures();
    this.places.set(cell, figures);
    addOutcome(figures, outcome);
  }
}

/** Where what happens at a place is counted by its day; undefined: what the cell counts is no place's. */
export function dayKeyOf({ cell, at }: Outcome): string | undefined {
  const parsed = parseCellKey(cell);
  return parsed?.kind === 'place' ? dayKey(parsed.site, at) : undefined;
}

/** The key of the UTC day that a moment lies in. */
export function dayKey(site: string, at: number): string {
  return `${site}/day/${new Date(at).toISOString().slice(0, 10)}`;
}

/** The UTC days from that of one moment to that of another, each by a moment in it. */
export function daysBetween(from: number, to: number): readonly number[] {
  const first = Math.floor(from / DAY_MS);
  const count = Math.floor(to / DAY_MS) - first + 1;
  return Array.from({ length: count }, (_, i) => (first + i) * DAY_MS);
}

function othersThan(cell: string): string {
  const { site } = parseCellKey(cell)!;
  const names = { experiment: '', variant: '', strategy: OTHERS, scenario: OTHERS, position: '' };
  return cellKey({ kind: 'place', site, ...names });
}
