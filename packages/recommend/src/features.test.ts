import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Candidates } from './candidates.ts';
import { EMPTY_LEVEL } from './decay.ts';
import { COUNTERS } from './deployment.ts';
import { FEATURES, type Feature, writeFeatures } from './features.ts';
import { type ItemColumns, ItemFeatures, type SiteScale } from './item-features.ts';

const NOW = 1_767_225_600_000;
const MINUTE_MS = 60_000;

interface Item {
  readonly long?: number;
  readonly short?: number;
  readonly lastSeen?: number;
}

interface Rest {
  readonly covisit?: number;
  readonly covisitRecent?: number;
  readonly scale?: Partial<SiteScale>;
}

function columnsOf({ long = EMPTY_LEVEL, short = EMPTY_LEVEL, lastSeen = 0 }: Item): ItemColumns {
  const levels = COUNTERS.map((counter) =>
    Float64Array.of(counter === 'long' ? long : counter === 'short' ? short : EMPTY_LEVEL),
  );
  return { levels, lastSeen: [lastSeen] };
}

function featureOf(
  feature: Feature,
  item: Item,
  { covisit = 0, covisitRecent = 0, scale = {} }: Rest = {},
): number {
  const site = { now: NOW, longTotal: EMPTY_LEVEL, shortTotal: EMPTY_LEVEL, ...scale };
  const candidates = new Candidates();
  const place = candidates.place(0);
  candidates.covisit[place] = covisit;
  candidates.covisitRecent[place] = covisitRecent;
  const row = new Float64Array(FEATURES.length);
  writeFeatures(row, candidates, new ItemFeatures(columnsOf(item), site, 1));
  return row[FEATURES.indexOf(feature)]!;
}

test.for([
  ['covisit', {}, { covisit: 0.009 }, Math.log(10)],
  ['covisitRecent', {}, { covisitRecent: 0.009 }, Math.log(10)],
  ['covisit', {}, {}, 0],
  // Half of all: ln(1 + 0.5/1e-5) = ln(50001).
  ['popLong', { long: 4 }, { scale: { longTotal: 5 } }, 0.3 * Math.log(50_001)],
  ['popShort', { short: 4 }, { scale: { shortTotal: 5 } }, 0.3 * Math.log(50_001)],
  ['popLong', {}, { scale: { longTotal: 5 } }, 0],
  ['popLong', {}, {}, 0],
  ['recency', { lastSeen: NOW }, {}, 0],
  ['recency', { lastSeen: NOW - 10 * MINUTE_MS }, {}, -0.3 * Math.log(2)],
  ['recency', { lastSeen: NOW + MINUTE_MS }, {}, 0],
  ['recency', { lastSeen: 1 }, {}, -0.3 * Math.log(4321)],
  ['recency', {}, {}, -3],
] as const)('%s of %j with %j is %f', ([feature, item, rest, value]) => {
  expect(featureOf(feature, item, rest)).toBeCloseTo(value, 6);
});

test('every feature is finite, whatever the columns hold', () => {
  const level = fc.oneof(fc.constant(EMPTY_LEVEL), fc.double({ min: -1e6, max: 1e7, noNaN: true }));
  const chance = fc.double({ min: 0, max: 1, noNaN: true });
  const time = fc.double({ min: 0, max: 4e12, noNaN: true });
  fc.assert(
    fc.property(
      level,
      level,
      level,
      level,
      chance,
      time,
      (long, short, longTotal, shortTotal, covisit, lastSeen) => {
        for (const feature of FEATURES) {
          const scale = { longTotal, shortTotal };
          const value = featureOf(feature, { long, short, lastSeen }, { covisit, scale });
          expect(Number.isFinite(value)).toBe(true);
        }
      },
    ),
  );
});
