import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Candidates } from './candidates.ts';
import { EMPTY_LEVEL } from './decay.ts';
import { COUNTERS, deployments } from './deployment.ts';
import type { Feature } from './features.ts';
import { gather, hopsFrom } from './gather.ts';
import { ItemFeatures } from './item-features.ts';
import { contextOf, listOf, NOW, nowhere, rowOf, siteOf } from './situation.fixture.ts';

test('hops start at the likeliest neighbours that the session has not seen', () => {
  const site = siteOf(Array.from({ length: 30 }, () => 0));
  const weights = Object.fromEntries(Array.from({ length: 20 }, (_, slot) => [slot, slot + 1]));
  const situation = { session: [19, 17], context: contextOf(listOf(weights)) };
  const hops = hopsFrom(situation, site, 10, new Candidates());
  expect(hops.map(({ slot }) => slot)).toEqual([18, 16, 15, 14, 13, 12, 11, 10, 9, 8]);
  expect(hopsFrom(situation, site, 0, new Candidates())).toEqual([]);
  expect(hops[0]!.chance).toBeCloseTo(19 / 210, 12);
});

test('a worked example: every feature of one candidate', () => {
  const site = siteOf([1, 1, 0], [0, 8, 3]);
  const candidates = new Candidates();
  gather(candidates, site, {
    session: [2, 1, 1],
    context: [
      {
        slot: 1,
        list: listOf({ 2: 1 }, { lifetimeTotal: 4, recent: [1], recentTotal: 2, afterTotal: 8 }),
      },
      { slot: 2, list: listOf({ 0: 1 }) },
    ],
    hops: [{ slot: 0, chance: 0.25, list: listOf({ 2: 1, 1: 1 }) }],
    history: [0],
    boardTop: 3,
  });
  const value = (feature: Feature, slot = 2) => rowOf(candidates, slot, site.items)[feature];
  const l = (x: number, e: number) => Math.log1p(x / e);
  expect(value('covisit')).toBeCloseTo(l((2 / 3) * 0.25, 1e-3), 9);
  expect(value('covisitRecent')).toBeCloseTo(l((2 / 3) * 0.5, 1e-3), 9);
  expect(value('sequence')).toBeCloseTo(l((2 / 3) * 0.125, 1e-3), 9);
  expect(value('cosine')).toBeCloseTo(l(1 / Math.sqrt(9 * 4), 1e-2), 6);
  expect(value('hop')).toBeCloseTo(l(0.125, 1e-3), 9);
  expect(value('covisitNewest')).toBeCloseTo(l(0.25, 1e-3), 9);
  expect(value('reach')).toBeCloseTo(l((2 / 3) * 0.25 + 0.125, 1e-3), 9);
  // A fifth of the site’s visits.
  expect(value('lift')).toBeCloseTo(l(((2 / 3) * 0.25) / 0.2, 1), 6);
  expect([value('inSession'), value('isPrevious')]).toEqual([1, 0]);
  expect([value('nearness'), value('count')]).toEqual([1 / 2, 0.2]);
  expect(value('cosineAgain')).toBe(value('cosine'));
  expect(value('hopAgain')).toBe(value('hop') / 2);
  expect(value('repeatRate', 1)).toBeCloseTo(1.3 / 3, 12);
  // Levels 1, 1 and 0: shares of 2, 2 and 1 in 5.
  expect(value('popLong')).toBeCloseTo(0.3 * l(0.2, 1e-5), 6);
  expect(value('popShort', 0)).toBeCloseTo(0.3 * l(0.4, 1e-5), 6);
  expect(value('popNow', 0)).toBe(value('popShort', 0));
  expect(value('recency')).toBeCloseTo(0, 12);
  expect([value('history', 0), value('history')]).toEqual([1, 0]);
});

test('what is like an item of the context counts as the second hop does, by its part of the likeness', () => {
  const site = siteOf([0, 0, 0, 0]);
  const candidates = new Candidates();
  gather(candidates, site, {
    ...nowhere,
    context: [
      { slot: 0, list: listOf({ 3: 1 }) },
      { slot: 1, list: undefined, likes: { slots: [2, 3], likeness: [0.6, 0.2] } },
    ],
  });
  const hop = (slot: number) => candidates.hop[candidates.find(slot)]!;
  // The second of two items of the context weighs a third.
  expect(hop(2)).toBeCloseTo(0.75 / 3, 12);
  expect(hop(3)).toBeCloseTo(0.25 / 3, 12);
  const likeness = (slot: number) => candidates.alike[candidates.find(slot)];
  expect([likeness(2), likeness(3), likeness(0)]).toEqual([1, 1, undefined]);
});

test('every value is finite, whatever the columns hold', () => {
  const level = fc.oneof(fc.constant(EMPTY_LEVEL), fc.double({ min: -1e6, max: 1e7, noNaN: true }));
  const weight = fc.oneof(fc.constant(0), fc.double({ min: 1e-30, max: 1e30, noNaN: true }));
  const scene = fc.record({
    level,
    visitLevel: fc.oneof(fc.constant(EMPTY_LEVEL), fc.double({ min: 0, max: 40, noNaN: true })),
    longTotal: level,
    shortTotal: level,
    lastSeen: fc.double({ min: 0, max: 4e12, noNaN: true }),
    weight,
    others: weight,
  });
  fc.assert(
    fc.property(
      scene,
      ({ level: counted, visitLevel, longTotal, shortTotal, lastSeen, weight: own, others }) => {
        const columns = {
          levels: COUNTERS.map(() => [counted]),
          visitLevels: [visitLevel],
          lastSeen: [lastSeen],
        };
        const totals = { longTotal, shortTotal, nowTotal: shortTotal };
        const scale = { now: NOW, ...totals, deployment: deployments.news };
        const items = new ItemFeatures(columns, scale);
        const { long, short } = siteOf([]);
        const total = own + others;
        const list = listOf(
          { 0: own },
          { lifetimeTotal: total, recentTotal: total, afterTotal: total },
        );
        const candidates = new Candidates();
        gather(
          candidates,
          { items, long, short },
          {
            ...nowhere,
            session: [0],
            context: [{ slot: 0, list }],
            hops: [{ slot: 0, chance: 1, list }],
          },
        );
        expect(Object.values(rowOf(candidates, 0, items)).every(Number.isFinite)).toBe(true);
      },
    ),
  );
});
