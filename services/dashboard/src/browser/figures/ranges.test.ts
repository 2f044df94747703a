import { expect, it } from 'vitest';
import { daysOf, RANGES } from './ranges.ts';

const now = Date.UTC(2026, 10, 22, 23, 30);

it.for([
  ['All time', {}],
  ['Today', { from: '2026-11-22', to: '2026-11-22' }],
  ['7 days', { from: '2026-11-16', to: '2026-11-22' }],
  ['30 days', { from: '2026-10-24', to: '2026-11-22' }],
] as const)('%s are the days %j', ([name, days]) => {
  expect(daysOf(RANGES.find((range) => range.name === name)!, now)).toEqual(days);
});
