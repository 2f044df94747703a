import { shareOfLevel } from './boards.ts';
import { logScaled } from './log-scaled.ts';

/** What the ranker knows of a candidate: two things of it in this session, three of the item alone. */
export const FEATURES = ['covisit', 'covisitRecent', 'popLong', 'popShort', 'recency'] as const;
export type Feature = (typeof FEATURES)[number];

const AGE_S_MAX = 30 * 86_400;
const NEVER_SEEN = -3;

/** Of the chance, by co-visits, that a candidate comes next. */
export function covisit(chance: number): number {
  return logScaled(chance, 1e-3);
}

/** Of an item's share in a counter's total, both in log2 form. */
export function popularity(level: number, totalLevel: number): number {
  return 0.3 * logScaled(shareOfLevel(level, totalLevel), 1e-5);
}

/** 0 now, falling with age up to 30 days; both in epoch ms, 0: never seen. */
export function recency(lastSeen: number, now: number): number {
  if (!(lastSeen > 0)) return NEVER_SEEN;
  const ageS = Math.min(AGE_S_MAX, Math.max(0, now - lastSeen) / 1000);
  return -0.3 * Math.log1p(ageS / 600);
}
