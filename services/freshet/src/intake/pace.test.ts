import { expect, test } from 'vitest';
import { createPace } from './pace.ts';

/** Events that pass until the clock, which only waiting moves, reads `untilMs`. */
function eventsBy(
  untilMs: number,
  perSecond: number,
  stall?: { atMs: number; forMs: number },
): number {
  let now = 0;
  let events = 0;
  const pace = createPace(perSecond, () => now);
  while (now < untilMs) {
    now += pace();
    if (stall && now >= stall.atMs) {
      now += stall.forMs;
      stall = undefined;
    }
    events++;
  }
  return events;
}

test.for([1, 10, 333, 5000])('%i events a second pass', (rate) => {
  expect(Math.abs(eventsBy(20_000, rate) - 20 * rate)).toBeLessThanOrEqual(rate * 0.01 + 2);
});

test('a stall is made up for by no more than a second of events', () => {
  const events = eventsBy(20_000, 100, { atMs: 5000, forMs: 10_000 });
  expect(events).toBeGreaterThanOrEqual(1000);
  expect(events).toBeLessThanOrEqual(1110);
});

test('an infinite rate never waits', () => {
  const pace = createPace(Infinity, () => 0);
  for (let i = 0; i < 100; i++) expect(pace()).toBe(0);
});
