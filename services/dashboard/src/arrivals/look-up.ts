import type { Arrival } from '../shapes/quality.ts';
import type { Arrivals } from './arrivals.ts';
import type { Letters } from './letters.ts';
import type { Refusals } from './refusals.ts';

export interface LookUpSources {
  readonly arrivals: Arrivals;
  readonly refusals: Refusals;
  readonly letters: Pick<Letters, 'of'>;
}

/** What is known of the event of this id. */
export function lookUp(id: string, { arrivals, refusals, letters }: LookUpSources): Arrival {
  const arrived = arrivals.find(id) ?? null;
  const refused = refusals.find(id);
  return {
    id,
    arrived,
    refused: refused === undefined ? null : withoutSite(refused),
    letters:
      arrived === null
        ? []
        : letters.of(arrived).map(({ group, code, at }) => ({ group, code, at })),
    arrivalsSince: arrivals.since,
  };
}

function withoutSite({ id, type, code, pointer, at }: NonNullable<Arrival['refused']>) {
  return { id, type, code, pointer, at };
}
