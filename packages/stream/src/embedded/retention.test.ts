import { expect, it } from 'vitest';
import { append, openPartition } from './partition-log.fixture.ts';
import type { OutgoingBytes } from './partition-log.ts';
import { expire } from './retention.ts';

const HOUR_MS = 3_600_000;

it('drops the batches that are too old', async () => {
  const { log, databases } = openPartition();
  const now = Date.now();
  for (const age of [5, 4, 3, 2, 1]) await append(log, databases, filler(10), now - age * HOUR_MS);
  await expire(log, { ms: 2.5 * HOUR_MS, bytes: -1 }, databases);
  expect([log.start, log.end]).toEqual([30, 50]);
  expect(log.read(log.start).records[0]!.offset).toBe(30);
});

it('drops the oldest batches of a partition that is too large, but not across the bound', async () => {
  const { log, databases } = openPartition();
  for (let i = 0; i < 10; i++) await append(log, databases, filler(10));
  const bytes = log.position / 10;
  await expire(log, { ms: -1, bytes: 2.5 * bytes }, databases);
  expect([log.start, log.end]).toEqual([70, 100]);
});

it('drops nothing without bounds', async () => {
  const { log, databases } = openPartition();
  await append(log, databases, filler(10), 0);
  await expire(log, { ms: -1, bytes: -1 }, databases);
  expect([log.start, log.end]).toEqual([0, 10]);
});

it('drops more than fits one transaction', async () => {
  const { log, databases } = openPartition();
  for (let i = 0; i < 300; i++) await append(log, databases, filler(1), i);
  await expire(log, { ms: HOUR_MS, bytes: -1 }, databases);
  expect([log.start, log.end]).toEqual([300, 300]);
});

it('remembers where an emptied partition goes on', async () => {
  const { log, databases, reopened: reopen } = openPartition();
  await append(log, databases, filler(10), 0);
  const { position } = log;
  await expire(log, { ms: HOUR_MS, bytes: -1 }, databases);
  expect(log.read(10)).toEqual({ records: [], next: 10 });
  const reopened = reopen();
  expect([reopened.start, reopened.end, reopened.position]).toEqual([10, 10, position]);
  await append(reopened, databases, filler(5));
  const again = reopen();
  expect([again.start, again.end]).toEqual([10, 15]);
});

const filler = (records: number): OutgoingBytes[] =>
  Array.from({ length: records }, () => ({ key: Buffer.from('key'), value: Buffer.alloc(100) }));
