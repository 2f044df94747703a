import { expect, test } from 'vitest';
import { EMPTY_LEVEL } from './decay.ts';
import { ofChance, popularity, recency } from './features.ts';

const NOW = 1_767_225_600_000;
const MINUTE_MS = 60_000;

test.for([
  [0.009, Math.log(10)],
  [0, 0],
])('a chance of %f is %f', ([chance, value]) => {
  expect(ofChance(chance!)).toBeCloseTo(value!, 12);
});

test.for([
  // Half of all: ln(1 + 0.5/1e-5) = ln(50001).
  [4, 5, 0.3 * Math.log(50_001)],
  [EMPTY_LEVEL, 5, 0],
  [EMPTY_LEVEL, EMPTY_LEVEL, 0],
])('popularity of level %f among %f is %f', ([level, total, value]) => {
  expect(popularity(level!, total!)).toBeCloseTo(value!, 12);
});

test.for([
  ['now', NOW, 0],
  ['ten minutes ago', NOW - 10 * MINUTE_MS, -0.3 * Math.log(2)],
  ['ahead of the site’s time', NOW + MINUTE_MS, 0],
  ['over 30 days ago', 1, -0.3 * Math.log(4321)],
  ['never', 0, -3],
] as const)('recency of an item seen %s', ([, lastSeen, value]) => {
  expect(recency(lastSeen, NOW)).toBeCloseTo(value, 12);
});
