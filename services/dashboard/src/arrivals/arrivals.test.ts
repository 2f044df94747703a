import { expect, it } from 'vitest';
import { behaviourEvent } from '../../../../test/support/events.ts';
import { Arrivals } from './arrivals.ts';

const place = (offset: number) => ({ topic: 'behaviour.events', partition: 0, offset });

it('knows the newest events by their ids, where the first lies and how often each came', () => {
  const arrivals = new Arrivals(5);
  arrivals.note(behaviourEvent({ id: 'a', receivedAt: 10 }), place(1));
  arrivals.note(behaviourEvent({ id: 'a', receivedAt: 20 }), place(2));
  expect(arrivals.find('a')).toMatchObject({ times: 2, receivedAt: 10, offset: 1 });
  expect(arrivals.find('b')).toBeUndefined();
  expect(arrivals.since).toBe(5);
});

it('forgets the oldest, and says since when it knows all', () => {
  const arrivals = new Arrivals(0);
  for (let i = 0; i < 30_000; i++) {
    arrivals.note(behaviourEvent({ id: `e${i}`, receivedAt: i }), place(i));
  }
  expect(arrivals.find('e0')).toBeUndefined();
  expect(arrivals.find('e29999')).toBeDefined();
  const { since } = arrivals;
  expect(since).toBeGreaterThan(0);
  for (let i = since + 1; i < 30_000; i++) expect(arrivals.find(`e${i}`)).toBeDefined();
});
