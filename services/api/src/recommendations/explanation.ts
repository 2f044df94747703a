import {
  contributionsOf,
  type Feature,
  FEATURES,
  type Query,
  queryWeights,
  type Ranked,
  type SiteView,
  type Workspace,
} from '@freshet/recommend';

/** Numbers by feature; what is 0 is left out. */
export type ByFeature = { readonly [F in Feature]?: number };

/** What makes up an item's score: the sum of all of it. */
export interface Explanation {
  /** What each feature has added: its value by its weight. */
  readonly features: ByFeature;
  /** ln of the factors of the boosts that it passes; absent: 0. */
  readonly boost?: number;
}

export interface Explained extends Ranked {
  readonly explanation: Explanation;
}

/** A decimal more than a score has, so that rounding does not add up to one of its own. */
const UNITS = 1e5;

/** Tells of the items that the workspace was used for last. */
export function explain(
  ranked: readonly Ranked[],
  view: SiteView,
  query: Query,
  workspace: Workspace,
): Explained[] {
  const contributionsIn = contributionsOf(view, query, workspace);
  return ranked.map(({ slot, score, source }) => {
    const features = byFeature(contributionsIn(slot));
    const boost = query.lift === undefined ? 0 : round(query.lift(slot));
    const explanation = boost === 0 ? { features } : { features, boost };
    return { slot, score, source, explanation };
  });
}

/** What the features of a query's items are weighed by, all alike: said once, since writing is what costs. */
export function explainedWeights(
  query: Pick<Query, 'ranker' | 'session' | 'context'>,
  view: Pick<SiteView, 'items'>,
): ByFeature {
  return byFeature(queryWeights(query, view));
}

function byFeature(numbers: Float64Array): ByFeature {
  const named: { [F in Feature]?: number } = {};
  for (let column = 0; column < numbers.length; column++) {
    const number = round(numbers[column]!);
    if (number !== 0) named[FEATURES[column]!] = number;
  }
  return named;
}

function round(value: number): number {
  return Math.round(value * UNITS) / UNITS;
}
