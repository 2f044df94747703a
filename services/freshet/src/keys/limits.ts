import { isLimit, LIMIT_MAX, type LimitChange } from '@freshet/access';
import type { FreshetError } from '@freshet/runtime';

/** What is said of limits, as it stands behind the options. */
export interface LimitValues {
  readonly 'events-per-second'?: string | undefined;
  readonly 'requests-per-second'?: string | undefined;
  readonly 'events-per-day'?: string | undefined;
}

const text = { type: 'string' } as const;
export const limitFlags = {
  'events-per-second': text,
  'requests-per-second': text,
  'events-per-day': text,
} as const;

export const limitUsage = `  --events-per-second N, --requests-per-second N, --events-per-day N
                  how much it may be used (429 past it); a day is one of UTC; "none": no limit
`;

/** The limits that were asked for, null for "none"; undefined where none was spoken of. */
export function limitsIn(
  values: LimitValues,
  invalid: (what: string) => FreshetError,
): LimitChange | undefined {
  const of = (name: keyof LimitValues) => limitIn(name, values[name], invalid);
  const limits = {
    ...of('events-per-second'),
    ...of('requests-per-second'),
    ...of('events-per-day'),
  };
  return Object.keys(limits).length === 0 ? undefined : limits;
}

const names = {
  'events-per-second': 'eventsPerSecond',
  'requests-per-second': 'requestsPerSecond',
  'events-per-day': 'eventsPerDay',
} as const;

function limitIn(
  name: keyof LimitValues,
  given: string | undefined,
  invalid: (what: string) => FreshetError,
): LimitChange {
  if (given === undefined) return {};
  if (given === 'none') return { [names[name]]: null };
  if (/^\d+$/.test(given) && isLimit(Number(given))) return { [names[name]]: Number(given) };
  throw invalid(`--${name} must be a whole number from 1 to ${LIMIT_MAX}, or none; got "${given}"`);
}
