import { expect, it } from 'vitest';
import { parseTime, timeText } from './time.ts';

const noon = Date.UTC(2026, 10, 22, 12);

it.for([
  ['2026-11-22T12:00:00Z', noon],
  ['2026-11-22T12:00:00.000Z', noon],
  ['2026-11-22T12:00:00.250000000Z', noon + 250],
  ['2026-11-22T14:00:00+02:00', noon],
  ['2026-11-22 12:00:00', noon],
  ['2026-11-22 20:00:00 +0800 CST', noon],
  ['2026-11-22 12:00:00 +0000 UTC', noon],
  ['2026-11-22T12:00', noon],
  ['2026-11-22', noon - 43_200_000],
  [String(noon / 1000), noon],
  [String(noon), noon],
  ['', null],
  ['0001-01-01T00:00:00Z', null],
  ['yesterday', undefined],
  ['2026-13-41', undefined],
  ['2026-11-22T12:00:00Z and more', undefined],
] as const)('%s', ([text, at]) => expect(parseTime(text)).toBe(at));

it('is written as Go writes it', () => {
  expect([noon, noon + 5, null].map(timeText)).toEqual([
    '2026-11-22T12:00:00Z',
    '2026-11-22T12:00:00.005Z',
    '0001-01-01T00:00:00Z',
  ]);
});
