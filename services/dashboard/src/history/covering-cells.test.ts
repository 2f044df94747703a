import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coveringCells, finestKept } from './covering-cells.ts';
import { beginningOf, RESOLUTIONS } from './resolutions.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = 1_700_000_000_000;

describe('cells that cover a time', () => {
  it('lie one behind the other, and are few', () => {
    const [from, to] = [beginningOf(900, NOW - 10 * DAY), beginningOf(900, NOW)];
    const places = coveringCells(from, to, finestKept(from, NOW));
    expect(places.filter(({ resolution }) => resolution.stepS === 86_400)).toHaveLength(9);
    expect(places.length).toBeLessThan(9 + 2 * 96);
  });

  it.for(RESOLUTIONS)('cover it without gap or overlap, on steps of $stepS s', (finest) => {
    const steps = fc.integer({ min: 0, max: 3_000 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), steps, (first, count) => {
        const from = first * finest.stepS * 1_000;
        const to = from + count * finest.stepS * 1_000;
        let at = from;
        for (const place of coveringCells(from, to, finest)) {
          expect(place.at).toBe(at);
          expect(place.at % (place.resolution.stepS * 1_000)).toBe(0);
          at += place.resolution.stepS * 1_000;
        }
        expect(at).toBe(to);
      }),
      { numRuns: 20 },
    );
  });
});

it('what is older is told in coarser steps', () => {
  const stepAt = (ageMs: number, stepS?: number) => finestKept(NOW - ageMs, NOW, stepS).stepS;
  expect(stepAt(HOUR, 10)).toBe(10);
  expect(stepAt(7 * HOUR, 10)).toBe(60);
  expect(stepAt(HOUR)).toBe(60);
  expect(stepAt(3 * DAY)).toBe(900);
  expect(stepAt(20 * DAY)).toBe(86_400);
  expect(stepAt(5_000 * DAY)).toBe(86_400);
});
