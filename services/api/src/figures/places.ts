import { addFigures, emptyFigures, type Figures, type PlaceCell } from '@freshet/attribution';
import type { Counted } from '@freshet/tables';

/** What places can be told apart by. */
export const DIMENSIONS = ['strategy', 'scenario', 'position', 'experiment', 'variant'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Places that are alike in what they are told apart by, taken together. */
export interface Group {
  readonly names: Readonly<Partial<Record<Dimension, string>>>;
  readonly figures: Figures;
}

/** Those that brought most clicks first. */
export function groupPlaces(
  places: Iterable<Counted<PlaceCell>>,
  by: readonly Dimension[],
): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const place of places) {
    const names = Object.fromEntries(by.map((dimension) => [dimension, place[dimension]]));
    const key = by.map((dimension) => place[dimension]).join('/');
    const group = groups.get(key) ?? { names, figures: emptyFigures() };
    groups.set(key, group);
    addFigures(group.figures, place.figures);
  }
  return [...groups.values()].toSorted((a, b) => b.figures.counts.clicks - a.figures.counts.clicks);
}
