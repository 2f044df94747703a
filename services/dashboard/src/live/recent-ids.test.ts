import { dice } from '@freshet/recommend';
import { expect, it } from 'vitest';
import { RecentIds } from './recent-ids.ts';

const MAX = 100;
/** 48 bits, many of which share the lower ones by which they are kept. */
const hashes = (seed: number, count: number): number[] => {
  const roll = dice(seed);
  return Array.from({ length: count }, () => 256 * Math.floor(roll() * 2 ** 40));
};

it('knows each of the newest ids again, and nothing that never came', () => {
  const ids = new RecentIds(MAX);
  const came = hashes(1, 1_000);
  for (const [i, hash] of came.entries()) {
    expect(ids.seen(hash)).toBe(false);
    const newest = came.slice(Math.max(0, i + 1 - MAX), i + 1);
    expect(newest.every((one) => ids.seen(one))).toBe(true);
  }
});

it('forgets what came two generations ago', () => {
  const ids = new RecentIds(MAX);
  const [first, ...others] = hashes(2, 1 + 2 * MAX);
  ids.seen(first!);
  for (const hash of others) ids.seen(hash);
  expect(ids.seen(first!)).toBe(false);
});

it('tells the least hash from none', () => {
  const ids = new RecentIds(MAX);
  expect([ids.seen(0), ids.seen(0)]).toEqual([false, true]);
});
