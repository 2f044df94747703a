import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Candidates } from './candidates.ts';
import { EMPTY_LEVEL } from './decay.ts';
import { COUNTERS } from './deployment.ts';
import { ItemScores } from './item-scores.ts';
import { START_WEIGHTS, writeScores } from './rank.ts';

interface Scene {
  readonly long: number;
  readonly short: number;
  readonly longTotal: number;
  readonly shortTotal: number;
  readonly lastSeen: number;
  readonly covisit: number;
  readonly covisitRecent: number;
}

const NOW = 1_767_225_600_000;

function scoreOf({ long, short, longTotal, shortTotal, lastSeen, ...chances }: Scene): number {
  const levels = COUNTERS.map((counter) => [counter === 'long' ? long : short]);
  const scale = { now: NOW, longTotal, shortTotal };
  const items = new ItemScores({ levels, lastSeen: [lastSeen] }, scale, 1, START_WEIGHTS);
  const candidates = new Candidates();
  const place = candidates.place(0);
  candidates.covisit[place] = chances.covisit;
  candidates.covisitRecent[place] = chances.covisitRecent;
  const scores = new Float64Array(1);
  writeScores(scores, candidates, items);
  return scores[0]!;
}

test('is the weighted sum of all features', () => {
  const score = scoreOf({
    long: 4,
    short: 3,
    longTotal: 5,
    shortTotal: 5,
    lastSeen: NOW - 600_000,
    covisit: 0.009,
    covisitRecent: 0.099,
  });
  const features = {
    covisit: Math.log(10),
    covisitRecent: Math.log(100),
    popLong: 0.3 * Math.log(50_001),
    popShort: 0.3 * Math.log(25_001),
    recency: -0.3 * Math.log(2),
  };
  let sum = 0;
  for (const name of Object.keys(features) as (keyof typeof features)[]) {
    sum += START_WEIGHTS[name] * features[name];
  }
  expect(score).toBeCloseTo(sum, 6);
});

test('is finite, whatever the columns hold', () => {
  const level = fc.oneof(fc.constant(EMPTY_LEVEL), fc.double({ min: -1e6, max: 1e7, noNaN: true }));
  const chance = fc.double({ min: 0, max: 1, noNaN: true });
  const scene = fc.record({
    long: level,
    short: level,
    longTotal: level,
    shortTotal: level,
    lastSeen: fc.double({ min: 0, max: 4e12, noNaN: true }),
    covisit: chance,
    covisitRecent: chance,
  });
  fc.assert(fc.property(scene, (held) => Number.isFinite(scoreOf(held))));
});
