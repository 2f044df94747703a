import { finestKept } from './covering-cells.ts';
import { beginningOf, RESOLUTIONS, type Resolution } from './resolutions.ts';
import { startOfDay, startOfNextDay } from './zoned-days.ts';

/** Seconds that a step of a history may cover. */
export const STEPS_S = [10, 60, 300, 900, 3_600, 86_400] as const;
const DAY_S = 86_400;
/** Steps of one answer. */
const STEPS_MAX = 1_500;

export interface Steps {
  readonly stepS: number;
  readonly timeZone: string;
  /** Where steps begin, and the last one ends. */
  readonly edges: readonly number[];
  /** Of the cells at their edges. */
  readonly finest: Resolution;
}

export interface StepsQuery {
  readonly from: number;
  readonly to: number;
  /** As fine as this, if history is; undefined: as suits the time. */
  readonly stepS: number | undefined;
  readonly timeZone: string;
}

/** The steps that can be told of a time, the finest that were asked for and are kept. */
export function stepsOf({ from, to, stepS, timeZone }: StepsQuery, now: number): Steps {
  const wanted = stepS ?? suitable(to - from);
  for (const step of STEPS_S) {
    if (step < wanted || (to - from) / 1_000 / step > STEPS_MAX) continue;
    const isZoned = step === DAY_S && timeZone !== 'UTC';
    const finest = resolutionFor(isZoned ? 900 : step);
    if (isKept(finest, from, now)) {
      return isZoned
        ? zonedDays({ from, to, timeZone, finest })
        : evenSteps(from, to, step, finest);
    }
  }
  return evenSteps(from, to, DAY_S, RESOLUTIONS[0]!);
}

/** About a hundred steps, as a chart has room for. */
function suitable(lengthMs: number): number {
  return STEPS_S.find((step) => lengthMs / 1_000 / step <= 150) ?? DAY_S;
}

/** The coarsest whose cells make up whole steps. */
function resolutionFor(stepS: number): Resolution {
  return RESOLUTIONS.find((resolution) => stepS % resolution.stepS === 0)!;
}

function isKept(resolution: Resolution, from: number, now: number): boolean {
  return finestKept(from, now, resolution.stepS).stepS === resolution.stepS;
}

function evenSteps(from: number, to: number, stepS: number, finest: Resolution): Steps {
  const edges = [beginningOf(stepS, from)];
  while (edges.at(-1)! < to) edges.push(edges.at(-1)! + stepS * 1_000);
  return { stepS, timeZone: 'UTC', edges, finest };
}

function zonedDays({
  from,
  to,
  timeZone,
  finest,
}: Omit<StepsQuery, 'stepS'> & { finest: Resolution }) {
  const edges = [startOfDay(from, timeZone)];
  while (edges.at(-1)! < to) edges.push(startOfNextDay(edges.at(-1)!, timeZone));
  return { stepS: DAY_S, timeZone, edges, finest };
}
