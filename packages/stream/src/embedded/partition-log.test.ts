import fc from 'fast-check';
import { expect, it } from 'vitest';
import { append, openPartition, readFrom } from './partition-log.fixture.ts';
import type { OutgoingBytes } from './partition-log.ts';

const filler = (count: number, bytes = 10): OutgoingBytes[] =>
  Array.from({ length: count }, () => ({ key: null, value: Buffer.alloc(bytes) }));

it('reads at most 1000 records and about 512 KB at a time, but always one', async () => {
  const { log, databases } = openPartition();
  await append(log, databases, filler(2500));
  expect(log.read(0)).toMatchObject({ records: { length: 1000 }, next: 1000 });
  expect(log.read(1700)).toMatchObject({ records: { length: 800 }, next: 2500 });
  await append(log, databases, filler(10, 200_000));
  expect(log.read(2500)).toMatchObject({ records: { length: 2 }, next: 2502 });
  await append(log, databases, filler(1, 900_000));
  expect(log.read(2510)).toMatchObject({ records: { length: 1 }, next: 2511 });
});

it('reads from any offset what follows it, wherever batches were cut', async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 1200 }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(sizes, fc.nat(), async (calls, seed) => {
      const { log, databases, reopened } = openPartition();
      for (const count of calls) await append(log, databases, filler(count));
      const total = calls.reduce((sum, count) => sum + count);
      const from = seed % total;
      const expected = Array.from({ length: total - from }, (_, i) => from + i);
      for (const partition of [log, reopened()]) {
        expect(readFrom(partition, from).map(({ offset }) => offset)).toEqual(expected);
      }
    }),
    { numRuns: 20 },
  );
});

it('keeps time rising when the clock is set back', async () => {
  const { log, databases } = openPartition();
  for (const at of [1000, 2000, 500, 3000]) await append(log, databases, filler(3), at);
  expect(readFrom(log, 0).map(({ timestamp }) => timestamp)).toEqual([
    1000, 1000, 1000, 2000, 2000, 2000, 2000, 2000, 2000, 3000, 3000, 3000,
  ]);
  expect([0, 1000, 1001, 2000, 2001, 3001].map((at) => log.offsetAt(at))).toEqual([
    0, 0, 3, 3, 9, 12,
  ]);
});

it('shows framed records only once they are appended', () => {
  const { log } = openPartition();
  let rung = 0;
  log.watch(() => void (rung += 1));
  const appendix = log.frame(filler(3), 0);
  expect([log.end, rung]).toEqual([0, 0]);
  log.appended(appendix);
  expect([log.end, rung]).toEqual([3, 1]);
});
