import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeHeader, decodeRecords, encodeBatch } from './batch-frame.ts';

const bytes = fc.option(fc.uint8Array({ maxLength: 300 }));
const header = fc.record({
  span: fc.integer({ min: 1, max: 2 ** 32 - 1 }),
  timestamp: fc.integer({ min: 0, max: 8.64e15 }),
  position: fc.maxSafeNat(),
});
/** A base and records behind it, as compaction may have thinned them out. */
const batch = fc
  .tuple(
    fc.integer({ min: 0, max: 2 ** 52 }),
    fc.array(fc.record({ gap: fc.integer({ min: 0, max: 5 }), key: bytes, value: bytes })),
  )
  .map(([base, entries]) => {
    let offset = base;
    const records = entries.map(({ gap, key, value }) => {
      offset += gap + 1;
      return { offset: offset - 1, key, value };
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

it('refuses a frame of another version', () => {
  const frame = encodeBatch(0, { span: 1, timestamp: 0, position: 0 }, []);
  frame[0] = 2;
  expect(() => decodeHeader(frame)).toThrow('version 2');
});

interface Entry {
  readonly offset: number;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
}

const plain = (records: Iterable<Entry>): unknown[] =>
  Array.from(records, ({ offset, key, value }) => [offset, key && [...key], value && [...value]]);
