import { expect, it } from 'vitest';
import { StickyPartition } from './sticky-partition.ts';

it('stays with a partition until its batch leaves, then takes the next', () => {
  const sticky = new StickyPartition(3, 100);
  const first = sticky.next();
  expect([sticky.next(), sticky.next()]).toEqual([first, first]);
  sticky.left(first);
  expect(sticky.next()).toBe((first + 1) % 3);
});

it('is not moved on by batches of other partitions', () => {
  const sticky = new StickyPartition(3, 100);
  const first = sticky.next();
  sticky.left((first + 1) % 3);
  expect(sticky.next()).toBe(first);
});

it('moves on after a batch full of records that wait', () => {
  const sticky = new StickyPartition(2, 2);
  const given = Array.from({ length: 6 }, () => sticky.next());
  expect(given).toEqual([given[0], given[0], given[2], given[2], given[0], given[0]]);
  expect(given[2]).not.toBe(given[0]);
});
