const DAY_MS = 86_400_000;

/** How many UTC days up to today figures are of; null: all that was ever counted. */
export interface Range {
  readonly name: string;
  readonly days: number | null;
}

export const RANGES: readonly Range[] = [
  { name: 'All time', days: null },
  { name: 'Today', days: 1 },
  { name: '7 days', days: 7 },
  { name: '30 days', days: 30 },
  { name: '90 days', days: 90 },
];

/** What a call says of it: figures are kept by UTC days, each as a whole. */
export function daysOf({ days }: Range, now: number): { from?: string; to?: string } {
  if (days === null) return {};
  return { from: dayName(now - (days - 1) * DAY_MS), to: dayName(now) };
}

function dayName(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
