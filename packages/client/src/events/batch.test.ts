import { expect, it } from 'vitest';
import { BATCH_EVENTS_MAX, batchSize, type Queued } from './batch.ts';

const queued = (amount: number, bytes: number, userOf: (i: number) => string): Queued[] =>
  Array.from({ length: amount }, (_, i) => ({
    event: { id: `e${i}`, type: 'view', userId: userOf(i) },
    bytes,
  }));

it.for([
  ['so many events', queued(600, 100, String), 500, 500],
  ['so many as the server has taken before', queued(600, 100, String), 60, 60],
  ['so many bytes', queued(600, 100_000, String), 500, 4],
  ['one that is too large, by itself', queued(3, 900_000, String), 500, 1],
  ['64 of one user', queued(100, 100, () => 'ada'), 500, 64],
  ['all that there are', queued(3, 100, String), 500, 3],
  ['none', [], 500, 0],
] as const)('a call has %s', ([, queue, eventsMax, size]) => {
  expect(batchSize(queue, eventsMax)).toBe(size);
});

it('counts a user and a visitor of the same id apart', () => {
  const visitors = queued(64, 100, () => 'ada').map(({ bytes }, i) => {
    return { event: { id: `v${i}`, type: 'view', anonymousId: 'ada' }, bytes };
  });
  const queue = [...queued(64, 100, () => 'ada'), ...visitors];
  expect(batchSize(queue, BATCH_EVENTS_MAX)).toBe(128);
});
