import { Tally } from '../counts/tally.ts';
import { describeCounts } from '../counts/tally.ts';
import type { History } from '../shapes/history.ts';
import type { CellReader } from './cell-reader.ts';
import { coveringCells } from './covering-cells.ts';
import { type StepsQuery, stepsOf } from './steps.ts';

export interface HistoryQuery extends StepsQuery {
  readonly site: string;
}

/** What was counted of a site, step by step. */
export async function readHistory(
  cells: CellReader,
  query: HistoryQuery,
  now: number,
): Promise<History> {
  const { site } = query;
  const { stepS, timeZone, edges, finest } = stepsOf(query, now);
  const steps = edges
    .slice(0, -1)
    .map((from, i) => ({ from, to: edges[i + 1]!, tally: new Tally(1) }));
  const places = steps.flatMap(({ from, to, tally }) =>
    coveringCells(from, to, finest).map((place) => ({ ...place, tally })),
  );
  const total = new Tally(1);
  await cells.each(site, places, (cell, i) => {
    places[i]!.tally.merge(cell.tally);
    total.merge(cell.tally);
  });
  const [from, to] = [edges[0]!, edges.at(-1)!];
  return {
    site,
    from,
    to,
    stepS,
    timeZone,
    steps: steps.map(({ tally, ...edgesOf }) => describeCounts(tally, edgesOf.from, edgesOf.to)),
    total: describeCounts(total, from, to),
  };
}
