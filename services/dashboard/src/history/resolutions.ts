const HOUR_S = 3_600;
const DAY_S = 24 * HOUR_S;

/** How finely history is kept, and for how long. */
export interface Resolution {
  /** Seconds that one cell covers; it begins at a multiple of them since 1970, UTC. */
  readonly stepS: number;
  /** Seconds after which a cell goes. */
  readonly keptS: number;
  /** Names of a kind that a cell tells apart. */
  readonly namesMax: number;
}

/**
 * Coarsest first. At most 7,100 cells a site, of which one that is full takes 9 KB of registers and, by
 * its names, 5 to 150 KB.
 */
export const RESOLUTIONS: readonly Resolution[] = [
  { stepS: DAY_S, keptS: 761 * DAY_S, namesMax: 300 },
  { stepS: 900, keptS: 14 * DAY_S, namesMax: 60 },
  { stepS: 60, keptS: 2 * DAY_S, namesMax: 20 },
  { stepS: 10, keptS: 6 * HOUR_S, namesMax: 10 },
];

/** Of what happened at `at`; keys of one site and resolution tell cells apart by their beginning. */
export function cellKey(site: string, { stepS }: Resolution, at: number): string {
  return `${site}/${stepS}/${beginningOf(stepS, at)}`;
}

export function beginningOf(stepS: number, at: number): number {
  const stepMs = stepS * 1_000;
  return Math.floor(at / stepMs) * stepMs;
}

/** The resolution of the cell with this key. */
export function resolutionOf(key: string): Resolution {
  const stepS = Number(key.split('/')[1]);
  return RESOLUTIONS.find((resolution) => resolution.stepS === stepS)!;
}
