import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drainSeconds, processedPerSecond, type Sample } from './drain-estimate.ts';

const sample = (at: number, positions: Record<number, number>): Sample => ({
  at,
  positions: new Map(Object.entries(positions).map(([partition, next]) => [+partition, next])),
});

describe('the rate', () => {
  it.for([
    ['nothing was seen yet', [], 0],
    ['there is one look only', [sample(0, { 0: 10 })], 0],
    ['two looks fall into one moment', [sample(5, { 0: 10 }), sample(5, { 0: 20 })], 0],
    ['nothing moves', [sample(0, { 0: 10 }), sample(4_000, { 0: 10 })], 0],
    ['every partition moves', [sample(0, { 0: 10, 1: 0 }), sample(2_000, { 0: 40, 1: 10 })], 20],
    [
      'a partition is taken over, far into its log',
      [
        sample(0, { 0: 0 }),
        sample(1_000, { 0: 10, 1: 90_000 }),
        sample(2_000, { 0: 20, 1: 90_010 }),
      ],
      15,
    ],
    ['a partition is given away', [sample(0, { 0: 0, 1: 50 }), sample(1_000, { 0: 10 })], 10],
    [
      'a partition is set back and goes over it again',
      [sample(0, { 0: 100 }), sample(1_000, { 0: 60 }), sample(2_000, { 0: 100 })],
      20,
    ],
  ] as const)('when %s', ([, samples, perSecond]) => {
    expect(processedPerSecond(samples)).toBe(perSecond);
  });
});

describe('the time to drain', () => {
  it('is lag by rate', () => expect(drainSeconds(300, 20)).toBe(15));
  it('is nothing without lag, also when nothing moves', () => expect(drainSeconds(0, 0)).toBe(0));
  it('is unknown while nothing moves', () => expect(drainSeconds(1, 0)).toBe(undefined));

  it('is right for a group that goes on as it did, whenever it is asked', () => {
    const positive = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(positive, positive, fc.integer({ min: 1, max: 60 }), (lag, perSecond, looks) => {
        const samples = Array.from({ length: looks + 1 }, (_, s) =>
          sample(1_000 * s, { 0: s * perSecond }),
        );
        expect(drainSeconds(lag, processedPerSecond(samples))).toBeCloseTo(lag / perSecond, 6);
      }),
    );
  });
});
