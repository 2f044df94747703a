import { type Arrivals, standingOf, type TrackingPlan } from '@freshet/tracking-plan';
import type { TypeStanding } from '../shapes/quality.ts';
import type { SeenType } from './seen-types.ts';

/** Gaps are between two, and one alone says little. */
const GAP_COUNT_MIN = 3;

export interface TypesAsked {
  /** undefined: the site has none. */
  readonly plan: TrackingPlan | undefined;
  readonly seen: ReadonlyMap<string, SeenType>;
  /** In the time asked about, by type. */
  readonly counts: ReadonlyMap<string, number>;
  /** Epoch ms. */
  readonly now: number;
}

/** Whether each type comes that is planned, and which others do; planned ones first, then by name. */
export function typeStandings({ plan, seen, counts, now }: TypesAsked): TypeStanding[] {
  const planned = new Map(Object.entries(plan?.types ?? {}));
  const names = [...new Set([...planned.keys(), ...seen.keys()])];
  const rows = names.map((type): TypeStanding => {
    const own = planned.get(type);
    const arrivals = arrivalsOf(seen.get(type));
    const isStranger = plan !== undefined && own === undefined;
    return {
      type,
      isPlanned: own !== undefined,
      standing: isStranger ? 'unplanned' : standingOf(own ?? {}, arrivals, now),
      everyMinutes: own?.everyMinutes ?? null,
      count: counts.get(type) ?? 0,
      lastAt: arrivals?.lastAt ?? null,
      longestGapMs: arrivals?.longestGapMs ?? null,
    };
  });
  return rows.toSorted((a, b) => {
    return Number(b.isPlanned) - Number(a.isPlanned) || (a.type < b.type ? -1 : 1);
  });
}

function arrivalsOf(seen: SeenType | undefined): Arrivals | undefined {
  if (seen === undefined) return undefined;
  const { count, lastAt, longestGapMs, longestGapBeforeMs } = seen;
  const longest = Math.max(longestGapMs, longestGapBeforeMs);
  return { lastAt, longestGapMs: count < GAP_COUNT_MIN ? null : longest };
}
