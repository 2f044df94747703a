import type { Store } from '@freshet/store';
import type { Letters } from '../arrivals/letters.ts';
import type { Refusals } from '../arrivals/refusals.ts';
import { Cell } from '../history/cell.ts';
import type { CellReader } from '../history/cell-reader.ts';
import { coveringCells } from '../history/covering-cells.ts';
import { typesRef } from '../history/state-space.ts';
import { stepsOf } from '../history/steps.ts';
import type { TrackingPlans } from '../plans/tracking-plans.ts';
import type { PlanProblem, QualityCounts, QualityReport } from '../shapes/quality.ts';
import { problemOfName } from './problem-name.ts';
import { SeenTypes } from './seen-types.ts';
import { seenTypesCodec } from './seen-types-value.ts';
import { typeStandings } from './type-standings.ts';

/** Names of a kind that are told apart in what several cells come to. */
const NAMES_MAX = 1_000;
const PROBLEMS_SHOWN = 100;

export interface QualitySources {
  readonly cells: CellReader;
  readonly store: Pick<Store, 'get'>;
  readonly plans: Pick<TrackingPlans, 'of'>;
  readonly refusals: Refusals;
  readonly flagged: Pick<Refusals, 'between' | 'count'>;
  readonly letters: Pick<Letters, 'between'>;
}

export interface QualityQuery {
  readonly site: string;
  readonly from: number;
  readonly to: number;
}

/** How good the events of a site were in a time. @throws FreshetError STORE_UNREACHABLE. */
export async function readQuality(
  { cells, store, plans, refusals, flagged, letters }: QualitySources,
  { site, from, to }: QualityQuery,
  now: number,
): Promise<QualityReport> {
  const { stepS, edges, finest } = stepsOf({ from, to, stepS: undefined, timeZone: 'UTC' }, now);
  const steps = edges
    .slice(0, -1)
    .map((begin, i) => ({ from: begin, to: edges[i + 1]!, cell: new Cell(1) }));
  const places = steps.flatMap(({ cell, ...step }) =>
    coveringCells(step.from, step.to, finest).map((place) => ({ ...place, cell })),
  );
  const total = new Cell(NAMES_MAX);
  await cells.each(site, places, (cell, i) => {
    places[i]!.cell.merge(cell);
    total.merge(cell);
  });
  const seen = await readSeenTypes(store, site);
  const held = plans.of(site);
  const [begin, end] = [edges[0]!, edges.at(-1)!];
  const told = (cell: Cell, span: { readonly from: number; readonly to: number }) =>
    countsOf(cell, {
      refused: refusals.count(site, span.from, span.to),
      flagged: flagged.count(site, span.from, span.to),
    });
  return {
    site,
    from: begin,
    to: end,
    stepS,
    total: told(total, { from: begin, to: end }),
    steps: steps.map(({ cell, ...span }) => ({ ...span, ...told(cell, span) })),
    refused: refusals.between(site, begin, end),
    flagged: flagged
      .between(site, begin, end)
      .map(({ code: reason, count, lastAt }) => ({ reason, count, lastAt })),
    deadLetters: lettersByReason(letters.between(begin, end)),
    plan: held === undefined ? null : { revision: held.revision, at: held.at },
    types: typeStandings({
      plan: held?.plan,
      seen: seen.types,
      counts: new Map(total.tally.types.entries()),
      now,
    }),
    problems: problemsOf(total, seen),
  };
}

async function readSeenTypes(store: Pick<Store, 'get'>, site: string): Promise<SeenTypes> {
  const [value] = await store.get([typesRef(site)]);
  return value === undefined ? new SeenTypes() : seenTypesCodec.decode(value);
}

function countsOf(cell: Cell, besides: Pick<QualityCounts, 'refused' | 'flagged'>): QualityCounts {
  const { tally, duplicates, withItem, inCatalogue, withAgent, bots, againstPlan } = cell;
  const { events } = tally;
  return { ...besides, events, duplicates, withItem, inCatalogue, withAgent, bots, againstPlan };
}

/** Those of the time; what is remembered of each is of any time. */
function problemsOf({ problems }: Cell, seen: SeenTypes): PlanProblem[] {
  return problems.top(PROBLEMS_SHOWN).rows.map(({ name, count }) => {
    const known = seen.problems.get(name);
    const examples = known?.examples.toReversed() ?? [];
    return { ...problemOfName(name), count, lastAt: known?.lastAt ?? null, examples };
  });
}

function lettersByReason(letters: ReturnType<Letters['between']>): QualityReport['deadLetters'] {
  const counts = new Map<string, { group: string; code: string; count: number }>();
  for (const { group, code } of letters) {
    const key = `${group} ${code}`;
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { group, code, count: 1 });
    else known.count++;
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count);
}
