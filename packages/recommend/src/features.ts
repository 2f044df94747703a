import { shareOfLevel } from './boards.ts';
import { logScaled } from './log-scaled.ts';

/**
 * What the ranker knows of a candidate j, in the order of a row's columns. L(x, e) = ln(1 + x/e); the
 * session's last distinct items are i_1 (the newest) to i_5; c(i,j): j's weight among i's neighbours,
 * s(i,j): among those that came after i, each as a part of its total; n: decayed visits.
 */
export const FEATURES = [
  /** L(C, 10^-3) of the chance C = Σ_d g^(d−1) c(i_d,j) / Σ_d g^(d−1), g = 0.5. */
  'covisit',
  /** The same by recent weights. */
  'covisitRecent',
  /** The same by the weights of what came after. */
  'sequence',
  /** L(c(i_1,j), 10^-3): by the newest item alone. */
  'covisitNewest',
  /** L(Σ_d 0.8^(d−1) w(i_d,j) / √((1 + n(i_d))(1 + n(j))), 10^-2), w: the weight itself. */
  'cosine',
  /** L(H, 10^-3) of H = Σ_k C(k) c(k,j) over the ten likeliest neighbours k. */
  'hop',
  /** L(C + H, 10^-3): both ways together. */
  'reach',
  /** L(C over its share of the `long` counter, 1): how much likelier than for anyone. */
  'lift',
  /** 1 if the session has seen it. */
  'inSession',
  /** 1 if it is what came just before the newest. */
  'isPrevious',
  /** 1 over its place among the session's distinct items, the newest 1; 0 if not seen. */
  'nearness',
  /** 0.2 for each time the session has seen it. */
  'count',
  /** Of the newest: the share of the session's steps that repeated their item. */
  'repeatRate',
  /** 1 if the visitor has been with it before this session. */
  'history',
  /** `cosine`, and half of `hop`, of what the session has seen. */
  'cosineAgain',
  'hopAgain',
  /** 0.3 L(share of the decayed total, 10^-5), by the `long`, `short` and newest counters. */
  'popLong',
  'popShort',
  'popNow',
  /** −0.3 ln(1 + age/600 s), age from 0 to 30 days; never seen: −3. */
  'recency',
] as const;
export type Feature = (typeof FEATURES)[number];

/** Columns of a row. */
export const WIDTH = FEATURES.length;

/** Changes with what a column means: weights and samples of another version are of no use. */
export const FEATURES_VERSION = 1;

/** The place of each feature in a row. */
export const COLUMN = Object.fromEntries(FEATURES.map((feature, i) => [feature, i])) as {
  readonly [F in Feature]: number;
};

const AGE_S_MAX = 30 * 86_400;
const NEVER_SEEN = -3;

/** Of the chance, by co-visits, that a candidate comes next. */
export function ofChance(chance: number): number {
  return logScaled(chance, 1e-3);
}

export function ofCosine(sum: number): number {
  return logScaled(sum, 1e-2);
}

/** Of a chance over that of anyone. */
export function ofLift(ratio: number): number {
  return logScaled(ratio, 1);
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
