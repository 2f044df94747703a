import { dice } from '@freshet/recommend';
import { expect, it } from 'vitest';
import { sampleRatio } from './sample-ratio.ts';

const halves = [0.5, 0.5];

/** Whether it was ever flagged, looked at after each of so many visitors, of whom B keeps `kept`. */
function everFlagged(seed: number, visitors: number, shares: readonly number[], shareOfA: number) {
  const roll = dice(seed);
  const counts = [0, 0];
  for (let i = 0; i < visitors; i++) {
    counts[Number(roll() >= shareOfA)]!++;
    if (i % 10 === 0 && sampleRatio(counts, shares).isFlagged) return true;
  }
  return false;
}

it('weighs the first visitor by hand: with the prior 500 and 500 nothing is learned', () => {
  expect(sampleRatio([1, 0], halves)).toEqual({
    expected: [0.5, 0.5],
    pValue: 1,
    isFlagged: false,
  });
  // Two alike: (500/1000 · 501/1001) / ¼ is a factor of 1002/1001.
  expect(sampleRatio([2, 0], halves).pValue).toBeCloseTo(1_001 / 1_002, 10);
});

it('leaves nobody flagged before the first visitor', () => {
  expect(sampleRatio([0, 0], halves).isFlagged).toBe(false);
});

it('flags 52 to 48 where halves were meant, and three arms of which one is short', () => {
  for (let seed = 1; seed <= 20; seed++) {
    expect(everFlagged(seed, 40_000, halves, 0.52), `seed ${seed}`).toBe(true);
  }
  expect(sampleRatio([200, 4_900, 3_920], [0.02, 0.49, 0.49]).isFlagged).toBe(true);
});

it('leaves fair ones alone at every look', () => {
  let flagged = 0;
  for (let seed = 1; seed <= 200; seed++) {
    if (everFlagged(seed, 5_000, halves, 0.5)) flagged++;
    if (everFlagged(1_000 + seed, 5_000, [0.1, 0.9], 0.1)) flagged++;
  }
  // Of 400 at one in a thousand, more than three come with a chance of 1 in 1,300.
  expect(flagged).toBeLessThanOrEqual(3);
});
