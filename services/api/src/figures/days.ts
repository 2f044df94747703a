import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  dayKey,
  daysBetween,
  type Figures,
  parseCellKey,
  type PlaceCell,
} from '@freshet/attribution';
import { dayPlacesCodec, FIGURES_DAYS_KEPT, figuresDayRefs, type Store } from '@freshet/store';
import type { Counted } from '@freshet/tables';
import type { FieldReader } from '../query/fields.ts';
import type { Served } from '../namespaces/served-namespace.ts';

const DAY_MS = 86_400_000;
/** Days read at once, each of as many values as there are partitions; in between others have their turn. */
const DAYS_AT_ONCE = 4;

/** UTC days, both included, each by its beginning. */
export interface Days {
  readonly from: number;
  readonly to: number;
}

/**
 * The days asked about by `from` and `to`, each `YYYY-MM-DD`; null: none are.
 * @throws HttpProblem PARAMETER_INVALID.
 */
export function daysIn(reader: FieldReader, now: number): Days | null {
  if (!reader.has('from') && !reader.has('to')) return null;
  const to = dayOf(reader, 'to') ?? daysBetween(now, now)[0]!;
  const from = dayOf(reader, 'from') ?? to;
  const length = (to - from) / DAY_MS + 1;
  if (length >= 1 && length <= FIGURES_DAYS_KEPT) return { from, to };
  throw reader.refusal(
    'from',
    `a day not after "to", with at most ${FIGURES_DAYS_KEPT} days in all`,
  );
}

/** As `from` and `to` say it. */
export const dayName = (day: number) => new Date(day).toISOString().slice(0, 10);

/** What was counted at the places of a site in these days. @throws FreshetError STORE_UNREACHABLE. */
export async function placesOfDays(
  { namespace, partitions }: Pick<Served, 'namespace' | 'partitions'>,
  store: Pick<Store, 'get'>,
  site: string,
  { from, to }: Days,
): Promise<readonly Counted<PlaceCell>[]> {
  const places: Counted<PlaceCell>[] = [];
  const days = daysBetween(from, to);
  for (let next = 0; next < days.length; next += DAYS_AT_ONCE) {
    const refs = days
      .slice(next, next + DAYS_AT_ONCE)
      .flatMap((day) => figuresDayRefs({ namespace, partitions }, dayKey(site, day)));
    for (const value of await store.get(refs)) {
      if (value === undefined) continue;
      for (const [key, figures] of dayPlacesCodec.decode(value).places) {
        places.push(placeOf(key, figures));
      }
    }
    await nextTurn();
  }
  return places;
}

function placeOf(key: string, figures: Figures): Counted<PlaceCell> {
  return { ...(parseCellKey(key) as PlaceCell), figures };
}

function dayOf(reader: FieldReader, name: 'from' | 'to'): number | null {
  const text = reader.text(name);
  if (text === null) return null;
  const at = Date.parse(text);
  // What rolls over, as the 31st of February does, is no day.
  if (!Number.isNaN(at) && dayName(at) === text) return at;
  throw reader.refusal(name, 'a day as YYYY-MM-DD');
}
