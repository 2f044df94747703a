import { expect, test } from 'vitest';
import { EMPTY_LEVEL, valueOfLevel } from './decay.ts';
import { COUNTERS, deployments } from './deployment.ts';
import { hash48 } from './hash.ts';
import { applySignal, emptyItemState, type ItemSignal, type ItemState } from './item-state.ts';

const T0 = 1_767_225_600_000;
const MINUTE_MS = 60_000;
const { shop } = deployments;

function apply(item: ItemState, fields: Partial<ItemSignal> = {}, atMs = T0): void {
  const visit = { visitor: 1, visits: 1, popularity: 1, neighbours: [], distances: [] } as const;
  applySignal(item, { ...visit, ...fields }, atMs, shop);
}

test('a visit counts, is remembered, and raises every counter', () => {
  const item = emptyItemState();
  apply(item);
  apply(item, { popularity: 5 }, T0 + 5 * MINUTE_MS);
  expect(item.visits).toBe(2);
  expect(item.lastSeen).toBe(T0 + 5 * MINUTE_MS);
  const counter = COUNTERS.indexOf('5m');
  const value = valueOfLevel(item.levels[counter]!, T0 + 5 * MINUTE_MS, 5 * MINUTE_MS);
  expect(value).toBeCloseTo(5.5, 6);
});

test('a late visit counts and does not turn back the time it was last seen', () => {
  const item = emptyItemState();
  apply(item);
  apply(item, {}, T0 - MINUTE_MS);
  expect([item.visits, item.lastSeen]).toEqual([2, T0]);
});

test('a signal that only brings neighbours leaves visits, time and popularity alone', () => {
  const item = emptyItemState();
  apply(item, { visits: 0, popularity: 0, neighbours: [hash48('B')], distances: [2] });
  expect([item.visits, item.lastSeen]).toEqual([0, 0]);
  expect(item.levels).toEqual(COUNTERS.map(() => EMPTY_LEVEL));
  expect(item.neighbours.hashes).toEqual([hash48('B')]);
  expect(item.neighbours.lifetimeTotal).toBe(0.5);
});

test('putting into the cart is popularity without a visit', () => {
  const item = emptyItemState();
  apply(item, { visits: 0, popularity: 3 });
  expect([item.visits, item.lastSeen]).toEqual([0, T0]);
});
