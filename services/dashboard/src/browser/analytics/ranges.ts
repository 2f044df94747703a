const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long a time is looked at, and in steps of how many seconds. */
export interface Range {
  readonly name: string;
  readonly lengthMs: number;
  readonly stepS: number;
}

export const RANGES: readonly Range[] = [
  { name: '24 hours', lengthMs: DAY_MS, stepS: 900 },
  { name: '7 days', lengthMs: 7 * DAY_MS, stepS: 3600 },
  { name: '30 days', lengthMs: 30 * DAY_MS, stepS: 86_400 },
  { name: '12 months', lengthMs: 365 * DAY_MS, stepS: 86_400 },
];

/** Up to now, moved on once a minute, so that what was answered can be kept as long. */
export function periodOf({ lengthMs }: Range, now: number): { from: number; to: number } {
  const to = Math.ceil(now / 60_000) * 60_000;
  return { from: to - lengthMs, to };
}

/** By how much of what was before there is more now; null: there was nothing. */
export function changeOf(now: number | null, before: number | null): number | null {
  if (now === null || before === null || before === 0) return null;
  return now / before - 1;
}
