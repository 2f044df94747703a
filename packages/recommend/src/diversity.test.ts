import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diverseFirst, poolFor } from './diversity.ts';

/** Items in groups, and any two of a group alike. */
const inGroups = (groups: readonly unknown[]) => (a: number, b: number) =>
  groups[a] === groups[b] ? 1 : 0;

/** Scores as answers have them, of few decimals: what differs by less than a float64 tells is the same. */
const hundredths = (min: number, max: number) =>
  fc.integer({ min: 100 * min, max: 100 * max }).map((value) => value / 100);
const pools = fc
  .array(fc.record({ score: hundredths(-9, 9), group: fc.nat(4) }), {
    maxLength: 40,
  })
  .map((items) => ({
    scores: items.map(({ score }) => score),
    groups: items.map(({ group }) => group),
  }));
const settings = fc.record({
  n: fc.integer({ min: 1, max: 50 }),
  diversity: hundredths(0, 1),
});

describe('a list by maximal marginal relevance', () => {
  it('takes what is unlike the best before what is likelier and alike', () => {
    // Relevance 1, 0.9, 0.5, 0.
    const scores = [10, 9, 5, 0];
    const similarity = inGroups(['a', 'a', 'b', 'a']);
    const order = (diversity: number) => diverseFirst(scores, { n: 4, diversity, similarity });
    expect(order(0)).toEqual([0, 1, 2, 3]);
    // 0.9 · 0.7 − 0.3 = 0.33 < 0.5 · 0.7 = 0.35
    expect(order(0.3)).toEqual([0, 2, 1, 3]);
    // 0.9 · 0.75 − 0.25 = 0.425 > 0.5 · 0.75 = 0.375
    expect(order(0.25)).toEqual([0, 1, 2, 3]);
    expect(order(1)).toEqual([0, 2, 1, 3]);
  });

  it('with diversity 0 has the highest scores, ties by position', () => {
    const property = fc.property(pools, settings, ({ scores, groups }, { n }) => {
      const chosen = diverseFirst(scores, { n, diversity: 0, similarity: inGroups(groups) });
      const byScore = scores.map((_, i) => i).toSorted((a, b) => scores[b]! - scores[a]! || a - b);
      const relevances = (positions: readonly number[]) => positions.map((i) => scores[i]);
      expect(relevances(chosen)).toEqual(relevances(byScore.slice(0, n)));
    });
    fc.assert(property);
  });

  it('has at each place what is worth most beside those before it', () => {
    const property = fc.property(pools, settings, ({ scores, groups }, { n, diversity }) => {
      // Likenesses of many sizes: the nearer the groups, the more alike.
      const similarity = (a: number, b: number) => 1 / (1 + Math.abs(groups[a]! - groups[b]!));
      const chosen = diverseFirst(scores, { n, diversity, similarity });
      const low = Math.min(...scores);
      const span = Math.max(...scores) - low;
      for (const [place, position] of chosen.entries()) {
        const before = chosen.slice(0, place);
        const worthOf = (i: number) => {
          const likeness = Math.max(0, ...before.map((other) => similarity(other, i)));
          const relevance = span > 0 ? (scores[i]! - low) / span : 0;
          return (1 - diversity) * relevance - diversity * likeness;
        };
        const others = scores.map((_, i) => i).filter((i) => !before.includes(i));
        expect(worthOf(position)).toBeCloseTo(Math.max(...others.map(worthOf)), 12);
      }
    });
    fc.assert(property);
  });

  it('has n different items, the best one first, and a shorter list is its beginning', () => {
    const property = fc.property(pools, settings, ({ scores, groups }, { n, diversity }) => {
      const similarity = inGroups(groups);
      const chosen = diverseFirst(scores, { n, diversity, similarity });
      expect(chosen).toHaveLength(Math.min(n, scores.length));
      expect(new Set(chosen).size).toBe(chosen.length);
      if (chosen.length > 0 && diversity < 1) expect(scores[chosen[0]!]).toBe(Math.max(...scores));
      const shorter = diverseFirst(scores, { n: n - 1, diversity, similarity });
      expect(chosen.slice(0, shorter.length)).toEqual(shorter);
    });
    fc.assert(property);
  });

  it('with diversity 1 has every group before it repeats one', () => {
    const property = fc.property(pools, ({ scores, groups }) => {
      const options = { n: scores.length, diversity: 1, similarity: inGroups(groups) };
      const first = diverseFirst(scores, options).slice(0, new Set(groups).size);
      expect(new Set(first.map((i) => groups[i])).size).toBe(first.length);
    });
    fc.assert(property);
  });

  it('is chosen from one to five times its length, at most 300 unless it is longer', () => {
    expect([0.05, 0.3, 0.5, 1].map((diversity) => poolFor(20, diversity))).toEqual([
      24, 44, 60, 100,
    ]);
    expect([1, 60, 75, 76, 500].map((n) => poolFor(n, 0.75))).toEqual([4, 240, 300, 300, 500]);
  });
});
