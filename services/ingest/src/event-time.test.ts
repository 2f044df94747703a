import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { effectiveTime, parseTime } from './event-time.ts';

const DAY_MS = 86_400_000;
const now = Date.UTC(2026, 10, 21, 12);

test.for([
  [1_700_000_000_123, 1_700_000_000_123],
  [1_700_000_000_123.9, 1_700_000_000_123],
  [0, 0],
  [-1, -1],
  ['2026-11-21T12:00:00Z', now],
  ['2026-11-21T12:00Z', now],
  ['2026-11-21T13:00:00.000+01:00', now],
  ['2026-11-21T13:00:00+0100', now],
  ['2026-11-21', Date.UTC(2026, 10, 21)],
  ['1970-01-01T00:00:00Z', 0],
] as const)('reads %o as %i', ([value, ms]) => {
  expect(parseTime(value)).toBe(ms);
});

test.for([
  'yesterday',
  '',
  '2026',
  '2026-11-21T12:00:00',
  '2026-13-01',
  '2026-11-32',
  '21.11.2026',
  '1700000000000',
  Number.NaN,
  Number.POSITIVE_INFINITY,
  9e15,
])('takes %o for no time', (value) => {
  expect(parseTime(value)).toBeUndefined();
});

const receipt = { receivedAt: now, latenessMs: DAY_MS, clockErrorMs: 0 };
const imported = { ...receipt, latenessMs: Infinity };

test.for([
  { why: 'no time given', occurredAt: null, at: now },
  { why: 'a minute ago', occurredAt: now - 60_000, at: now - 60_000 },
  { why: '1970', occurredAt: 0, at: now - DAY_MS },
  { why: '2090', occurredAt: Date.UTC(2090, 0), at: now },
])('an event with $why gets its effective time', ({ occurredAt, at }) => {
  expect(effectiveTime(occurredAt, receipt)).toBe(at);
});

test('the effective time lies within the lateness bound, whatever the client says', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.nat(), fc.maxSafeInteger(), (...given) => {
      const [occurredAt, latenessMs, clockErrorMs] = given;
      const at = effectiveTime(occurredAt, { receivedAt: now, latenessMs, clockErrorMs });
      expect(at).toBeLessThanOrEqual(now);
      expect(at).toBeGreaterThanOrEqual(now - latenessMs);
    }),
  );
});

test.for([
  { why: 'behind', clockErrorMs: -DAY_MS },
  { why: 'ahead', clockErrorMs: DAY_MS },
])('an event of a clock a day $why has the time that it was', ({ clockErrorMs }) => {
  const occurredAt = now - 60_000 + clockErrorMs;
  expect(effectiveTime(occurredAt, { ...receipt, clockErrorMs })).toBe(now - 60_000);
});

test('history keeps its time, however old, but never lies in the future', () => {
  expect(effectiveTime(1, imported)).toBe(1);
  expect(effectiveTime(now + 1, imported)).toBe(now);
});
