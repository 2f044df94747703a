import { expect, it } from 'vitest';
import { LastHour } from './last-hour.ts';

const MINUTE_MS = 60_000;
const START = 1_000 * MINUTE_MS;

it('has found nothing before its first round', () => {
  expect(new LastHour().standing(START)).toEqual({
    last: null,
    lastHour: { rounds: 0, fresh: 0 },
  });
});

it('forgets minute by minute what is an hour old, and no more than that', () => {
  const hour = new LastHour();
  hour.add('late', START);
  for (let minute = 1; minute < 60; minute++) hour.add('fresh', START + minute * MINUTE_MS);
  const at = START + 59 * MINUTE_MS;
  expect(hour.standing(at)).toEqual({
    last: { outcome: 'fresh', at },
    lastHour: { rounds: 60, fresh: 59 },
  });
  expect(hour.standing(at + MINUTE_MS).lastHour).toEqual({ rounds: 59, fresh: 59 });
  expect(hour.standing(at + 60 * MINUTE_MS).lastHour).toEqual({ rounds: 0, fresh: 0 });
});

it('does not keep what a clock that was set back has ahead of it', () => {
  const hour = new LastHour();
  hour.add('fresh', START + 90 * MINUTE_MS);
  hour.add('read_failed', START);
  expect(hour.standing(START)).toEqual({
    last: { outcome: 'read_failed', at: START },
    lastHour: { rounds: 1, fresh: 0 },
  });
});
