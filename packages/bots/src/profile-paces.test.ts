import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ProfilePaces } from './profile-paces.ts';
import { shippedLimits } from './shipped-limits.ts';

const limits = { burst: 10, perSecond: 1, evenIntervals: 5, flagMs: 60_000, profilesMax: 3 };
const START = 1.7e12;
const visit = (receivedAt: number, at = receivedAt) => ({ visits: 1, at, receivedAt });

/** The flags of visits that come in at these times, in ms, and happen at irregular ones. */
function flagsAt(times: readonly number[]) {
  const paces = new ProfilePaces(limits);
  return times.map((time, i) =>
    paces.flag('p', visit(START + time, START + ((i * 7) % 5) * 10_000)),
  );
}

it('takes a burst, and flags what is past it for as long as the flag lasts', () => {
  const flags = flagsAt([...Array.from({ length: 12 }, () => 0), 59_999, 60_000, 120_000]);
  expect(flags.slice(0, 10)).toEqual(Array(10).fill(undefined));
  expect(flags.slice(10)).toEqual(['rate', 'rate', 'rate', undefined, undefined]);
});

it('flags who goes on too fast for as long as that lasts', () => {
  // Four a second, for half an hour: each is too many, and each begins the minute anew.
  const flags = flagsAt(Array.from({ length: 7_200 }, (_, i) => i * 250));
  expect(flags.findIndex((flag) => flag === 'rate')).toBe(13);
  expect(flags.slice(13).every((flag) => flag === 'rate')).toBe(true);
});

it('flags what comes as evenly as a clock, and not a person who reads', () => {
  const evenly = (jitterMs: (i: number) => number) => {
    const paces = new ProfilePaces(limits);
    return Array.from({ length: 40 }, (_, i) =>
      paces.flag('p', visit(START + i * 3_000 + jitterMs(i))),
    );
  };
  expect(evenly(() => 0).findIndex((flag) => flag === 'regular')).toBe(5);
  expect(evenly((i) => (i % 2) * 8)).toContain('regular');
  expect(evenly((i) => ((i * 7) % 5) * 150)).not.toContain('regular');
});

it('takes what a page kept while it was offline, whenever it happened', () => {
  const paces = new ProfilePaces(shippedLimits.pace);
  const flags = Array.from({ length: 300 }, (_, i) =>
    paces.flag('p', visit(START, START - 3_600_000 + i * 9_000 + ((i * 7) % 5) * 500)),
  );
  expect(flags.every((flag) => flag === undefined)).toBe(true);
});

it('lets ten times as much through that is no visit', () => {
  const paces = new ProfilePaces(limits);
  const act = { visits: 0, at: START, receivedAt: START };
  const flags = Array.from({ length: 102 }, () => paces.flag('p', act));
  expect(flags.indexOf('rate')).toBeGreaterThanOrEqual(99);
  expect(flags.at(-1)).toBe('rate');
});

it('keeps profiles apart, and forgets the one that was quiet longest', () => {
  const paces = new ProfilePaces(limits);
  for (let i = 0; i < 11; i++) paces.flag('flood', visit(START, START + i ** 2 * 1_000));
  expect(paces.flag('ada', visit(START))).toBeUndefined();
  expect(paces.flag('flood', visit(START))).toBe('rate');
  for (const other of ['a', 'b', 'c']) paces.flag(other, visit(START));
  expect(paces.flag('flood', visit(START))).toBeUndefined();
});

it('of one profile, no more than the burst and a second for a second go unflagged in any time', () => {
  const gapsMs = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 4_000 })), {
    minLength: 1,
    maxLength: 200,
  });
  fc.assert(
    fc.property(gapsMs, fc.array(fc.integer({ min: 0, max: 86_400_000 })), (gaps, claimed) => {
      const paces = new ProfilePaces(limits);
      let now = START;
      const passed: number[] = [];
      gaps.forEach((gap, i) => {
        now += gap;
        const at = now - (claimed[i % claimed.length] ?? 0);
        if (paces.flag('p', { visits: 1, at, receivedAt: now }) === undefined) passed.push(now);
      });
      for (let from = 0; from < passed.length; from++) {
        for (let to = from; to < passed.length; to++) {
          const seconds = (passed[to]! - passed[from]!) / 1000;
          expect(to - from + 1).toBeLessThanOrEqual(
            limits.burst + seconds * limits.perSecond + 1e-6,
          );
        }
      }
    }),
  );
});
