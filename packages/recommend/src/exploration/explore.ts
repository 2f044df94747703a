import { inclusionChances, placesAmong, shuffled, systematicSample } from './sampling.ts';

/** No more places of a list, from the first on, are explored: further down hardly anybody looks. */
export const EXPLORED_PLACES_MAX = 32;

export interface Exploration {
  /** The part of the places that is given to exploration, 0 to 1. */
  readonly share: number;
  /** So many of the list's places, from the first on, may be explored; EXPLORED_PLACES_MAX at most. */
  readonly places: number;
  /** How much each item that may be explored is preferred to others, more than 0. */
  readonly weights: readonly number[];
}

/** Who stands in a place of the mixed list. */
export interface Place {
  readonly isExplored: boolean;
  /** Of the ranked list, or of the weights. */
  readonly index: number;
  /** The chance that this item had to stand in this place. */
  readonly propensity: number;
}

/** How many places are explored, and how likely so many. */
interface Count {
  readonly count: number;
  readonly chance: number;
}

/**
 * Mixes items that are explored into a ranked list of `length`, which stays as long: share · places of
 * them, rounded at random to one of the two nearest whole numbers, in places that are drawn uniformly.
 * The ranked ones keep their order around them, and the last ones go: nobody loses the best item to an
 * unknown one. `dice`: numbers from 0 to below 1.
 */
export function explore(
  length: number,
  { share, places: placesMax, weights }: Exploration,
  dice: () => number,
): Place[] {
  const size = Math.max(0, Math.min(length, placesMax));
  const counts = countsOf(share * size, Math.min(size, weights.length));
  const drawn = dice() < counts[0]!.chance ? 0 : 1;
  const chances = counts.map(({ count }) => inclusionChances(weights, count));
  const taken = systematicSample(chances[drawn]!, dice());
  const places = placesAmong(size, taken.length, dice);
  const explored = new Map(shuffled(taken, dice).map((index, i) => [places[i]!, index]));
  let before = 0;
  return Array.from({ length }, (_, place) => {
    const index = explored.get(place);
    if (index === undefined) {
      const propensity = rankedPropensity(place, before, size, counts);
      return { isExplored: false, index: place - before, propensity };
    }
    before++;
    // Which item it is says nothing of where it stands.
    const chance = counts.reduce((sum, one, i) => sum + one.chance * chances[i]![index]!, 0);
    return { isExplored: true, index, propensity: chance / size };
  });
}

/** `mean` rounded down or up, so that it is the mean; at most `max`. */
function countsOf(mean: number, max: number): readonly Count[] {
  const floor = Math.floor(mean);
  const up = mean - floor;
  const down = { count: Math.min(floor, max), chance: 1 - up };
  return up === 0 ? [down] : [down, { count: Math.min(floor + 1, max), chance: up }];
}

/**
 * The chance that a place is a ranked item's and that `before` of those ahead of it are not: which item
 * stands there follows from that.
 */
function rankedPropensity(
  place: number,
  before: number,
  size: number,
  counts: readonly Count[],
): number {
  let propensity = 0;
  for (const { count, chance } of counts) {
    // Choices of `count` among all places that leave this one out (hypergeometric).
    const choices =
      place < size
        ? binomial(place, before) * binomial(size - 1 - place, count - before)
        : Number(count === before) * binomial(size, count);
    propensity += (chance * choices) / binomial(size, count);
  }
  return propensity;
}

/** Pascal's triangle as far as it is needed; the numbers in it are exact. */
const triangle: readonly (readonly number[])[] = (() => {
  const rows: number[][] = [[1]];
  for (let n = 1; n <= EXPLORED_PLACES_MAX; n++) {
    const above = rows[n - 1]!;
    rows.push(Array.from({ length: n + 1 }, (_, k) => (above[k - 1] ?? 0) + (above[k] ?? 0)));
  }
  return rows;
})();

function binomial(n: number, k: number): number {
  return triangle[n]![k] ?? 0;
}
