import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeHeader, decodeRecords, encodeBatch } from './batch-frame.ts';

const bytes = fc.option(fc.uint8Array({ maxLength: 300 }));
const headers = fc.option(
  fc.dictionary(fc.string(), fc.string({ unit: 'binary' }), { minKeys: 1 }),
);
const header = fc.record({
  span: fc.integer({ min: 1, max: 2 ** 32 - 1 }),
  timestamp: fc.integer({ min: 0, max: 8.64e15 }),
  position: fc.maxSafeNat(),
});
/** A base and records behind it, as compaction may have thinned them out. */
const batch = fc
  .tuple(
    fc.integer({ min: 0, max: 2 ** 52 }),
    fc.array(fc.record({ gap: fc.integer({ min: 0, max: 5 }), key: bytes, value: bytes, headers })),
  )
  .map(([base, entries]) => {
    let offset = base;
    const records = entries.map(({ gap, ...entry }) => {
      offset += gap + 1;
      return { offset: offset - 1, ...entry, headers: entry.headers ?? undefined };
    });
    return { base, records };
  });

it('returns header and records as they were', () => {
  fc.assert(
    fc.property(batch, header, ({ base, records }, head) => {
      const frame = encodeBatch(base, head, records);
      expect(decodeHeader(frame)).toEqual(head);
      expect(plain(decodeRecords(base, frame))).toEqual(plain(records));
    }),
  );
});

it('skips the records before an offset', () => {
  fc.assert(
    fc.property(batch, header, fc.nat(20), ({ base, records }, head, skip) => {
      const from = base + skip;
      const frame = encodeBatch(base, head, records);
      const expected = records.filter(({ offset }) => offset >= from);
      expect(plain(decodeRecords(base, frame, from))).toEqual(plain(expected));
    }),
  );
});

it('leaves a frame as it was before there were headers where no record has any', () => {
  const records = [
    { offset: 7, key: Buffer.from('k'), value: Buffer.from('v'), headers: {} },
    { offset: 9, key: null, value: null },
  ];
  const frame = encodeBatch(7, { span: 3, timestamp: 2, position: 1 }, records);
  const head = '01 02000000 03000000 0000000000000040 000000000000f03f';
  const first = '00000000 01000000 01000000 6b 76';
  const second = '02000000 ffffffff ffffffff';
  expect(frame.toString('hex')).toBe(`${head}${first}${second}`.replaceAll(' ', ''));
});

it('puts headers behind what a release reads that knows of none', () => {
  fc.assert(
    fc.property(batch, header, ({ base, records }, head) => {
      const without = records.map((record) => ({ ...record, headers: undefined }));
      const older = encodeBatch(base, head, without);
      const frame = encodeBatch(base, head, records);
      expect(frame.subarray(0, older.length).equals(older)).toBe(true);
    }),
  );
});

it('refuses a frame of another version', () => {
  const frame = encodeBatch(0, { span: 1, timestamp: 0, position: 0 }, []);
  frame[0] = 2;
  expect(() => decodeHeader(frame)).toThrow('version 2');
});

interface Entry {
  readonly offset: number;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers?: unknown;
}

const plain = (records: Iterable<Entry>): unknown[] =>
  Array.from(records, ({ offset, key, value, headers: own }) => {
    return [offset, key && [...key], value && [...value], JSON.stringify(own)];
  });
