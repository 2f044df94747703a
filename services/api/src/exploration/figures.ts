import { EXPLORATION, KNOWN_IMPRESSIONS } from '@freshet/attribution';
import type { FiguresTable } from '@freshet/tables';

/** Impressions and clicks at one position of a scenario, whoever stood there. */
interface Position {
  readonly explored: Attention;
  readonly ranked: Attention;
}

interface Attention {
  impressions: number;
  clicks: number;
}

/** What exploration has brought so far, and what it has cost. */
export interface ExplorationFigures {
  /** Items that visitors have seen in explored places, */
  readonly seen: number;
  /** and those of them that were seen a hundred times there. */
  readonly known: number;
  /** From the first of the hundred impressions to the last, in ms; null: there is none yet. */
  readonly timeToKnown: { readonly p50: number; readonly p90: number } | null;
  /** Of all explored places. */
  readonly impressions: number;
  readonly clicks: number;
  /**
   * Clicks that ranked items would have had at the same positions, less those that came. Positions where
   * nothing ranked was seen yet are left out.
   */
  readonly costInClicks: number;
  /** Impressions at those positions. */
  readonly impressionsWithoutRanked: number;
}

/** Of one site, as the figures have it. */
export function explorationFigures(
  figures: Pick<FiguresTable, 'items' | 'places'>,
  site: string,
): ExplorationFigures {
  const items = [...figures.items(site)].map((item) => item.figures);
  const known = items.filter(({ counts }) => counts.impressions >= KNOWN_IMPRESSIONS);
  const times = known.map(({ firstAt, hundredthAt }) => hundredthAt - firstAt);
  const positions = positionsOf(figures.places(site));
  return {
    seen: items.filter(({ counts }) => counts.impressions > 0).length,
    known: known.length,
    timeToKnown: times.length === 0 ? null : { p50: rankOf(times, 0.5), p90: rankOf(times, 0.9) },
    ...sumOf(positions.map(({ explored }) => explored)),
    ...costOf(positions),
  };
}

function positionsOf(places: ReturnType<FiguresTable['places']>): readonly Position[] {
  const positions = new Map<string, Position>();
  for (const { strategy, scenario, position, figures } of places) {
    const key = `${scenario}/${position}`;
    const nothing = () => ({ impressions: 0, clicks: 0 });
    const known = positions.get(key) ?? { explored: nothing(), ranked: nothing() };
    positions.set(key, known);
    const attention = strategy === EXPLORATION ? known.explored : known.ranked;
    attention.impressions += figures.counts.impressions;
    attention.clicks += figures.counts.clicks;
  }
  return [...positions.values()];
}

function sumOf(all: readonly Attention[]): Attention {
  const sum = { impressions: 0, clicks: 0 };
  for (const { impressions, clicks } of all) {
    sum.impressions += impressions;
    sum.clicks += clicks;
  }
  return sum;
}

function costOf(positions: readonly Position[]) {
  let costInClicks = 0;
  let impressionsWithoutRanked = 0;
  for (const { explored, ranked } of positions) {
    if (ranked.impressions === 0) impressionsWithoutRanked += explored.impressions;
    else {
      const clickThrough = ranked.clicks / ranked.impressions;
      costInClicks += explored.impressions * clickThrough - explored.clicks;
    }
  }
  return { costInClicks, impressionsWithoutRanked };
}

/** The least of the values that so large a part of them does not exceed. */
function rankOf(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(part * values.length) - 1]!;
}
