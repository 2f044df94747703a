import { expect, it } from 'vitest';
import type { LiveDelta, LiveEvent, LiveSecond } from '../../shapes/live.ts';
import { EVENTS_MAX, parseLive, stateOf, withDelta } from './live-state.ts';

const sampling = { share: 1, shown: 1, leftOut: 0 };
const second = (at: number, events: number): LiveSecond => ({
  at,
  events,
  pageViews: 0,
  orders: 0,
  revenue: [],
  types: {},
});
const event = (id: string) => ({ id, receivedAt: 0 }) as LiveEvent;
const delta = (part: Partial<LiveDelta>): LiveDelta => ({
  at: 2_000,
  seconds: [],
  windows: [],
  events: [],
  sampling,
  ...part,
});
const start = stateOf({
  at: 1_000,
  seconds: [second(0, 1), second(1_000, 2)],
  windows: [],
  events: [event('a'), event('b')],
  sampling,
});

it('has a second of a delta in the place of the one it had', () => {
  const { seconds } = withDelta(start, delta({ seconds: [second(1_000, 5), second(2_000, 1)] }));
  expect(seconds.map(({ at, events }) => [at, events])).toEqual([
    [0, 1],
    [1_000, 5],
    [2_000, 1],
  ]);
});

it('forgets seconds after five minutes, and acts beyond its bound, the oldest first', () => {
  const many = Array.from({ length: EVENTS_MAX }, (_, i) => event(String(i)));
  const state = withDelta(start, delta({ at: 300_500, events: [...many, event('newest')] }));
  expect(state.seconds.map(({ at }) => at)).toEqual([1_000]);
  expect(state.events).toHaveLength(EVENTS_MAX);
  expect(state.events[0]).toEqual(event('newest'));
});

it.for(['', 'no JSON', 'null', '[]', '{}', '{"at":1,"seconds":[],"windows":{},"events":[]}'])(
  'takes %j for no message',
  (text) => {
    expect(parseLive(text)).toBeNull();
  },
);

it('takes a whole message as it is', () => {
  const whole = delta({ events: [event('c')] });
  expect(parseLive(JSON.stringify(whole))).toEqual(whole);
});
