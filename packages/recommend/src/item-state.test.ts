import { expect, test } from 'vitest';
import { EMPTY_LEVEL, valueOfLevel } from './decay.ts';
import { COUNTERS, deployments } from './deployment.ts';
import { applySignal, emptyItemState, type ItemSignal } from './item-state.ts';

const T0 = 1_767_225_600_000;
const MINUTE_MS = 60_000;
const { shop } = deployments;

function signal(fields: Partial<ItemSignal>): ItemSignal {
  return { itemId: 'A', at: T0, visits: 1, popularity: 1, neighbours: [], ...fields };
}

test('a visit counts, is remembered, and raises every counter', () => {
  const item = emptyItemState();
  applySignal(item, signal({}), shop);
  applySignal(item, signal({ at: T0 + 5 * MINUTE_MS, popularity: 5 }), shop);
  expect(item.visits).toBe(2);
  expect(item.lastSeen).toBe(T0 + 5 * MINUTE_MS);
  const counter = COUNTERS.indexOf('5m');
  const value = valueOfLevel(item.levels[counter]!, T0 + 5 * MINUTE_MS, 5 * MINUTE_MS);
  expect(value).toBeCloseTo(5.5, 6);
});

test('a late visit counts and does not turn back the time it was last seen', () => {
  const item = emptyItemState();
  applySignal(item, signal({}), shop);
  applySignal(item, signal({ at: T0 - MINUTE_MS }), shop);
  expect([item.visits, item.lastSeen]).toEqual([2, T0]);
});

test('a signal that only brings neighbours leaves visits, time and popularity alone', () => {
  const item = emptyItemState();
  const neighbours = [{ itemId: 'B', weight: 0.5 }];
  applySignal(item, signal({ visits: 0, popularity: 0, neighbours }), shop);
  expect([item.visits, item.lastSeen]).toEqual([0, 0]);
  expect(item.levels).toEqual(COUNTERS.map(() => EMPTY_LEVEL));
  expect(item.neighbours.ids).toEqual(['B']);
  expect(item.neighbours.lifetimeTotal).toBe(0.5);
});

test('putting into the cart is popularity without a visit', () => {
  const item = emptyItemState();
  applySignal(item, signal({ visits: 0, popularity: 3 }), shop);
  expect([item.visits, item.lastSeen]).toEqual([0, T0]);
});
