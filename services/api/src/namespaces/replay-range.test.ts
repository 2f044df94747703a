import type { Log } from '@freshet/stream';
import { expect, it } from 'vitest';
import { replayRange } from './replay-range.ts';

const NOW = Date.UTC(2026, 10, 21);
const admin: Partial<Log['admin']> = {
  offsets: async () => [
    { partition: 0, start: 10, end: 100 },
    { partition: 1, start: 0, end: 50 },
  ],
  offsetsAt: async (_topic, timestamp) => [
    { partition: 0, offset: timestamp === 5 ? 7 : 60 },
    { partition: 1, offset: 20 },
  ],
};
const log = { admin } as Log;
const range = (from: string, to: string | null = null) =>
  replayRange({ from, to }, { log, topic: 'behaviour.events' }, NOW);

it.for([
  ['earliest', [10, 0]],
  ['latest', [100, 50]],
  ['offset:0', [10, 0]],
  ['offset:50', [50, 50]],
  ['time:5', [10, 20]],
  ['time:2026-11-20T10:00:00Z', [60, 20]],
] as const)('%s is an offset in every partition', async ([from, offsets]) => {
  expect(await range(from)).toEqual({ from: offsets, to: null });
});

it('ends where it is told to', async () => {
  expect(await range('offset:20', 'latest')).toEqual({ from: [20, 20], to: [100, 50] });
});

it.for([
  ['offset:51', null, /beyond the end of behaviour.events\/1, which is 50/],
  ['offset:-1', null, /no place in the log/],
  ['offset:', null, /no place in the log/],
  ['time:2026-11-20', null, /no time/],
  ['time:2026-13-20T10:00:00Z', null, /no time/],
  [`time:${NOW + 1}`, null, /not come yet/],
  ['now', null, /no place in the log/],
  ['latest', 'earliest', /no event between/],
  ['offset:30', 'offset:30', /no event between/],
] as const)('refuses from %s to %s', async ([from, to, message]) => {
  await expect(range(from, to)).rejects.toMatchObject({
    code: 'REPLAY_RANGE_INVALID',
    message: expect.stringMatching(message),
  });
});
