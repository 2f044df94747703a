import { describe, expect, it } from 'vitest';
import { isTimeZone, startOfDay, startOfNextDay } from './zoned-days.ts';

const iso = (at: number) => new Date(at).toISOString();

describe('days of a time zone', () => {
  it.for([
    ['UTC', '2026-03-29T00:00:00.000Z', '2026-03-29T00:00:00.000Z', '2026-03-30T00:00:00.000Z'],
    // Clocks go forward at two: the day has 23 hours.
    [
      'Europe/Berlin',
      '2026-03-29T12:00:00.000Z',
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ],
    [
      'Europe/Berlin',
      '2026-03-28T23:30:00.000Z',
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ],
    // And back at three: it has 25.
    [
      'Europe/Berlin',
      '2026-10-25T22:59:59.999Z',
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ],
    [
      'Europe/Berlin',
      '2026-10-24T22:00:00.000Z',
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ],
    [
      'Asia/Kolkata',
      '2026-11-22T18:29:59.000Z',
      '2026-11-21T18:30:00.000Z',
      '2026-11-22T18:30:00.000Z',
    ],
    [
      'America/Los_Angeles',
      '2026-11-22T07:59:00.000Z',
      '2026-11-21T08:00:00.000Z',
      '2026-11-22T08:00:00.000Z',
    ],
  ] as const)('in %s, of %s', ([timeZone, at, start, next]) => {
    expect(iso(startOfDay(Date.parse(at), timeZone))).toBe(start);
    expect(iso(startOfNextDay(Date.parse(at), timeZone))).toBe(next);
  });

  it('follow one another without a gap for years', () => {
    for (const timeZone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe']) {
      let at = startOfDay(Date.parse('2025-01-01T12:00:00Z'), timeZone);
      for (let i = 0; i < 800; i++) {
        const next = startOfNextDay(at, timeZone);
        expect(startOfDay(next, timeZone)).toBe(next);
        expect(startOfDay(next - 1, timeZone)).toBe(at);
        at = next;
      }
    }
  });
});

it('knows what is no time zone', () => {
  expect(isTimeZone('Europe/Berlin')).toBe(true);
  expect(isTimeZone('Middle/Earth')).toBe(false);
});
