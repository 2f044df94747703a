const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** What differs between kinds of sites; one default setting each, measured, not tuned per data set. */
export interface Deployment {
  /** Half-life of the affinity scores in a profile, in ms. */
  readonly affinityHalfLifeMs: number;
  /** Half-life of a neighbour's lifetime weight, in ms; Infinity: it does not decay. */
  readonly lifetimeHalfLifeMs: number;
  /** Half-life of a neighbour's recent weight, in ms. */
  readonly recentHalfLifeMs: number;
  /** Half-lives of an item's counters in ms, in the order of `COUNTERS`. */
  readonly counterHalfLivesMs: readonly number[];
  /** The counter that says what is on right now. */
  readonly nowCounter: Counter;
  /** How many of the most popular items compete with the neighbours in every answer. */
  readonly boardTop: number;
  /** So many of the likeliest neighbours bring theirs: the second hop. */
  readonly hopsMax: number;
}

/** An item's decaying counters: two for ranking, three for the trending windows. */
export const COUNTERS = ['long', 'short', '5m', '1h', '24h'] as const;
export type Counter = (typeof COUNTERS)[number];

const windowHalfLivesMs = [5 * MINUTE_MS, HOUR_MS, DAY_MS];

export const deployments = {
  shop: {
    affinityHalfLifeMs: 14 * DAY_MS,
    lifetimeHalfLifeMs: Number.POSITIVE_INFINITY,
    recentHalfLifeMs: 7 * DAY_MS,
    counterHalfLivesMs: [14 * DAY_MS, DAY_MS, ...windowHalfLivesMs],
    nowCounter: '1h',
    boardTop: 20,
    hopsMax: 10,
  },
  news: {
    affinityHalfLifeMs: DAY_MS,
    lifetimeHalfLifeMs: 3 * HOUR_MS,
    recentHalfLifeMs: 20 * MINUTE_MS,
    counterHalfLivesMs: [12 * HOUR_MS, 30 * MINUTE_MS, ...windowHalfLivesMs],
    nowCounter: '5m',
    boardTop: 100,
    hopsMax: 10,
  },
} as const satisfies Record<string, Deployment>;

export type DeploymentName = keyof typeof deployments;

/** A kind of site, with what its operators have chosen otherwise. */
export function deploymentOf(
  name: DeploymentName,
  { secondHop }: { readonly secondHop: boolean },
): Deployment {
  const deployment = deployments[name];
  return secondHop ? deployment : { ...deployment, hopsMax: 0 };
}
