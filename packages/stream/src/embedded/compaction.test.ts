import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compact } from './compaction.ts';
import type { OutgoingBytes, PartitionLog } from './partition-log.ts';
import { append, openPartition, readFrom } from './partition-log.fixture.ts';

const HOUR_MS = 3_600_000;
/** So large that a hundred records are worth a pass. */
const VALUE_BYTES = 16 * 1024;

const record = (key: string | null, version: number): OutgoingBytes => ({
  key: key === null ? null : Buffer.from(key),
  value: Buffer.from(String(version).padEnd(VALUE_BYTES)),
});
const deleted = (key: string): OutgoingBytes => ({ key: Buffer.from(key), value: null });

/** What a reader of the whole partition holds in the end. */
function tableOf(log: PartitionLog): Map<string, string> {
  const table = new Map<string, string>();
  for (const { key, value } of readFrom(log, log.start)) {
    const name = Buffer.from(key!).toString();
    if (value === null) table.delete(name);
    else table.set(name, Buffer.from(value).toString().trimEnd());
  }
  return table;
}

it('keeps the newest record of each key at its offset, and end and start of the partition', async () => {
  const { log, databases, reopened } = openPartition();
  for (let version = 0; version < 10; version++) {
    const keys = Array.from({ length: 10 }, (_, i) => `item ${i}`);
    await append(
      log,
      databases,
      keys.map((key) => record(key, version)),
    );
  }
  await append(log, databases, [record('last', 0)]);
  await compact(log, databases);
  for (const now of [log, reopened()]) {
    const offsets = readFrom(now, 0).map(({ offset }) => offset);
    expect(offsets).toEqual([90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100]);
    expect([now.start, now.end]).toEqual([0, 101]);
  }
});

it('goes past a gap without records', async () => {
  const { log, databases } = openPartition();
  for (let version = 0; version < 100; version++)
    await append(log, databases, [record('k', version)]);
  await compact(log, databases);
  expect(log.read(0).records.map(({ offset }) => offset)).toEqual([98, 99]);
  expect(log.read(50).records.map(({ offset }) => offset)).toEqual([98, 99]);
  expect(log.offsetAt(0)).toBe(98);
});

it('waits until enough has been appended', async () => {
  const { log, databases } = openPartition();
  for (let version = 0; version < 20; version++)
    await append(log, databases, [record('k', version)]);
  await compact(log, databases);
  expect(readFrom(log, 0)).toHaveLength(20);
});

it('keeps a deletion for a day, and what it deleted not at all', async () => {
  const now = Date.now();
  for (const [ageMs, kept] of [
    [25 * HOUR_MS, 0],
    [23 * HOUR_MS, 1],
  ] as const) {
    const { log, databases } = openPartition();
    for (let version = 0; version < 80; version++) {
      await append(log, databases, [record('gone', version)], now - ageMs);
    }
    await append(log, databases, [deleted('gone')], now - ageMs);
    await append(log, databases, [record('other', 1)], now);
    await compact(log, databases);
    const left = readFrom(log, 0).filter(({ key }) => Buffer.from(key!).toString() === 'gone');
    expect(left.map(({ value }) => value)).toEqual(Array.from({ length: kept }, () => null));
  }
});

it('keeps records without a key', async () => {
  const { log, databases } = openPartition();
  for (let version = 0; version < 80; version++)
    await append(log, databases, [record(null, version)]);
  await compact(log, databases);
  expect(readFrom(log, 0)).toHaveLength(80);
});

it('never changes what a reader of the whole partition holds', async () => {
  const change = fc.record({ key: fc.integer({ min: 0, max: 15 }), deletes: fc.boolean() });
  const calls = fc.array(fc.array(change, { minLength: 1, maxLength: 8 }), {
    minLength: 20,
    maxLength: 60,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(calls, { minLength: 1, maxLength: 3 }), async (passes) => {
      const { log, databases, reopened } = openPartition();
      let version = 0;
      for (const pass of passes) {
        for (const changes of pass) {
          const records = changes.map(({ key, deletes }) =>
            deletes ? deleted(`key ${key}`) : record(`key ${key}`, ++version),
          );
          await append(log, databases, records, Date.now() - 25 * HOUR_MS);
        }
        const before = tableOf(log);
        await compact(log, databases);
        expect(tableOf(log)).toEqual(before);
        expect(tableOf(reopened())).toEqual(before);
      }
    }),
    { numRuns: 8 },
  );
});
