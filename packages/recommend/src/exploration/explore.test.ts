import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dice } from '../dice.ts';
import { explore, EXPLORED_PLACES_MAX, type Place } from './explore.ts';
import { inclusionChances } from './sampling.ts';

const places = EXPLORED_PLACES_MAX;
const nameOf = ({ isExplored, index }: Place) => `${isExplored ? 'explored' : 'ranked'} ${index}`;

/** All ways to choose `count` of the numbers below `size`. */
function choices(size: number, count: number): number[][] {
  if (count === 0) return [[]];
  if (size < count) return [];
  const last = size - 1;
  return [...choices(last, count), ...choices(last, count - 1).map((others) => [...others, last])];
}

function orders<T>(values: readonly T[]): T[][] {
  if (values.length === 0) return [[]];
  return values.flatMap((one, i) => orders(values.toSpliced(i, 1)).map((rest) => [one, ...rest]));
}

/**
 * The chance of each item to stand in each place, `name@place`, found by going through every choice of
 * places, every sample of items and every order in which they are given the places.
 */
function enumerated(
  length: number,
  share: number,
  weights: readonly number[],
): Map<string, number> {
  const chances = new Map<string, number>();
  const add = (name: string, chance: number) =>
    chances.set(name, (chances.get(name) ?? 0) + chance);
  const [floor, up] = [Math.floor(share * length), (share * length) % 1];
  for (const [wanted, chance] of [[floor, 1 - up] as const, [floor + 1, up] as const]) {
    if (chance === 0) continue;
    const count = Math.min(wanted, length, weights.length);
    const samples = samplesOf(inclusionChances(weights, count), count);
    const placings = choices(length, count);
    for (const { items, likelihood } of samples) {
      for (const chosen of placings) {
        const arrangements = orders(items);
        for (const order of arrangements) {
          const each = (chance * likelihood) / placings.length / arrangements.length;
          let rank = 0;
          for (let place = 0; place < length; place++) {
            const at = chosen.indexOf(place);
            add(`${at < 0 ? `ranked ${rank++}` : `explored ${order[at]!}`}@${place}`, each);
          }
        }
      }
    }
  }
  return chances;
}

/** What a systematic sample takes as its start goes from 0 to 1: cut where one cumulated chance passes it. */
function samplesOf(chances: readonly number[], count: number) {
  const sums = chances.map((_, i) => chances.slice(0, i + 1).reduce((sum, one) => sum + one, 0));
  const cuts = [0, ...sums.map((sum) => sum % 1), 1].toSorted((a, b) => a - b);
  return cuts.slice(1).flatMap((cut, i) => {
    const likelihood = cut - cuts[i]!;
    if (likelihood < 1e-12) return [];
    const start = (cut + cuts[i]!) / 2;
    const starts = Array.from({ length: count }, (_, k) => start + k);
    return [{ items: starts.map((at) => sums.findIndex((sum) => sum > at)), likelihood }];
  });
}

describe('propensity', () => {
  it('of two places, one explored half of the time: a worked example', () => {
    const worked = (seed: number) =>
      explore(2, { share: 0.25, places, weights: [3, 1] }, dice(seed)).map((place) => ({
        place: nameOf(place),
        propensity: place.propensity,
      }));
    const seen = Array.from({ length: 200 }, (_, seed) => worked(seed));
    // No place is explored: 1/2. The first: 1/4. The second: 1/4.
    const nothing = seen.find((all) => all.every(({ place }) => place.startsWith('ranked')))!;
    expect(nothing).toEqual([
      { place: 'ranked 0', propensity: 0.75 },
      { place: 'ranked 1', propensity: 0.5 },
    ]);
    const first = seen.find(([one]) => one!.place === 'explored 0')!;
    // Three in four explored places are the first item’s, half of them here.
    expect(first).toEqual([
      { place: 'explored 0', propensity: (0.5 * 3) / 4 / 2 },
      { place: 'ranked 0', propensity: 0.25 },
    ]);
    const second = seen.find(([, two]) => two!.place === 'explored 1')!;
    expect(second[1]!.propensity).toBe(0.5 / 4 / 2);
  });

  it('is what going through all that may happen finds', () => {
    const scenes = fc.record({
      length: fc.integer({ min: 1, max: 6 }),
      share: fc.constantFrom(0.05, 0.2, 0.3, 0.5),
      weights: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(scenes, ({ length, share, weights, seed }) => {
        const chances = enumerated(length, share, weights);
        for (const [place, one] of explore(
          length,
          { share, places, weights },
          dice(seed),
        ).entries()) {
          expect(one.propensity).toBeCloseTo(chances.get(`${nameOf(one)}@${place}`)!, 9);
        }
      }),
    );
  });

  it('is how often it happens', () => {
    const random = dice(7);
    const tries = 200_000;
    const seen = new Map<string, { times: number; propensity: number }>();
    for (let i = 0; i < tries; i++) {
      const list = explore(8, { share: 0.3, places, weights: [5, 2, 1, 1, 0.1] }, random);
      for (const [place, one] of list.entries()) {
        const name = `${nameOf(one)}@${place}`;
        const known = seen.get(name);
        if (known === undefined) seen.set(name, { times: 1, propensity: one.propensity });
        else known.times++;
      }
    }
    for (const { times, propensity } of seen.values()) {
      const deviation = Math.sqrt((propensity * (1 - propensity)) / tries);
      expect(Math.abs(times / tries - propensity)).toBeLessThan(5 * deviation);
    }
  });
});

describe('the mixed list', () => {
  const scenes = fc.record({
    length: fc.integer({ min: 0, max: 500 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    weights: fc.array(fc.double({ min: 1e-6, max: 1e3, noNaN: true }), { maxLength: 60 }),
    seed: fc.nat(),
  });

  it('is as long, has nothing twice and keeps the order of the ranking, whatever the share', () => {
    fc.assert(
      fc.property(scenes, ({ length, share, weights, seed }) => {
        const list = explore(length, { share, places, weights }, dice(seed));
        expect(list).toHaveLength(length);
        const names = list.map(nameOf);
        expect(new Set(names).size).toBe(length);
        const ranked = list.filter(({ isExplored }) => !isExplored);
        expect(ranked.map(({ index }) => index)).toEqual(ranked.map((_, i) => i));
        expect(list.every(({ propensity: p }) => p > 0 && p < 1 + 1e-9)).toBe(true);
        expect(list.findLastIndex(({ isExplored }) => isExplored)).toBeLessThan(
          EXPLORED_PLACES_MAX,
        );
      }),
    );
  });

  it('has the share’s part of its places explored, as far as there are items', () => {
    const count = (share: number, length: number, items: number, seed: number) => {
      const weights = Array.from({ length: items }, () => 1);
      const list = explore(length, { share, places, weights }, dice(seed));
      return list.filter(({ isExplored }) => isExplored).length;
    };
    for (let seed = 0; seed < 50; seed++) {
      expect(count(0.05, 20, 100, seed)).toBe(1);
      expect([2, 3]).toContain(count(0.25, 10, 100, seed));
      expect(count(0.5, 20, 3, seed)).toBe(3);
      expect(count(0, 20, 3, seed)).toBe(0);
      expect(count(0.05, 20, 0, seed)).toBe(0);
    }
  });
});

describe('the chances to be taken', () => {
  it('are in proportion to the weights, and none is above 1', () => {
    expect(inclusionChances([3, 1], 1)).toEqual([0.75, 0.25]);
    // 2 · 8/10 is more than one can be taken: the others share what is left.
    expect(inclusionChances([8, 1, 1], 2)).toEqual([1, 0.5, 0.5]);
    expect(inclusionChances([8, 1], 5)).toEqual([1, 1]);
  });

  it('add up to what is to be taken', () => {
    const weights = fc.array(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), { maxLength: 40 });
    fc.assert(
      fc.property(weights, fc.nat({ max: 40 }), (all, count) => {
        const sum = inclusionChances(all, count).reduce((total, one) => total + one, 0);
        expect(sum).toBeCloseTo(Math.min(count, all.length), 6);
      }),
    );
  });
});
