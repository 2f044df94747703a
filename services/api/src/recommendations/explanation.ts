import {
  contributionsOf,
  type Feature,
  type Query,
  type Ranked,
  type SiteView,
  type Workspace,
} from '@freshet/recommend';

/** What one feature has added to an item's score: its value by its weight. */
export interface Contribution {
  readonly feature: Feature;
  readonly value: number;
  readonly weight: number;
  readonly contribution: number;
}

/** What makes up an item's score: the sum of what its features contribute and of its boosts. */
export interface Explanation {
  /** Those that are not 0. */
  readonly features: readonly Contribution[];
  /** ln of the factors of the boosts that it passes; absent: 0. */
  readonly boost?: number;
}

export interface Explained extends Ranked {
  readonly explanation: Explanation;
}

/** Two decimals more than a score has, so that rounding does not add up to one of its own. */
const UNITS = 1e6;

/** Tells of the items that the workspace was used for last. */
export function explain(
  ranked: readonly Ranked[],
  view: SiteView,
  query: Query,
  workspace: Workspace,
): Explained[] {
  const contributionsIn = contributionsOf(view, query, workspace, contribution);
  return ranked.map(({ slot, score, source }) => {
    const features = contributionsIn(slot);
    const boost = query.boost === undefined ? 0 : round(query.boost(slot));
    const explanation = boost === 0 ? { features } : { features, boost };
    return { slot, score, source, explanation };
  });
}

function contribution(feature: Feature, value: number, weight: number): Contribution {
  return {
    feature,
    value: round(value),
    weight: round(weight),
    contribution: round(value * weight),
  };
}

function round(value: number): number {
  return Math.round(value * UNITS) / UNITS;
}
