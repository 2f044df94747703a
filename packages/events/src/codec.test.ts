import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createCodec,
  schemaIdOf,
  type SchemaVersion,
  Undecodable,
  UnknownSchema,
} from './codec.ts';

interface Visit {
  item: string;
  count: number;
}

function schema(id: number, fields: object[]): SchemaVersion {
  return { id, schema: { type: 'record', name: 'Visit', fields } };
}

const item = { name: 'item', type: 'string' };
const count = { name: 'count', type: 'long', default: 1 };

describe('createCodec', () => {
  const codec = createCodec<Visit>('visit', [schema(1, [item, count])]);

  it('gives back what it was given, also larger than the first guess', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 2000 }),
        fc.integer({ min: -(2 ** 52), max: 2 ** 52 }),
        (text, number) => {
          const visit = { item: text, count: number };
          expect(codec.decode(codec.encode(visit))).toEqual(visit);
        },
      ),
    );
  });

  it('leaves a record as it is when it writes others', () => {
    const visits = Array.from({ length: 300 }, (_, i) => ({ item: `${i}`.repeat(i), count: i }));
    const records = visits.map((visit) => codec.encode(visit));
    expect(records.map((record) => codec.decode(record))).toEqual(visits);
  });

  it('takes a record larger than what it sets aside for many', () => {
    const visit = { item: 'x'.repeat(1_000_000), count: 1 };
    expect(codec.decode(codec.encode(visit))).toEqual(visit);
  });

  it('puts the schema id in front, as Confluent does', () => {
    expect([...codec.encode({ item: 'a', count: 2 }).subarray(0, 5)]).toEqual([0, 0, 0, 0, 1]);
  });

  it('reads records of every older version with the newest', () => {
    const old = createCodec<Pick<Visit, 'item'>>('visit', [schema(1, [item])]);
    const now = createCodec<Visit>('visit', [schema(1, [item]), schema(2, [item, count])]);
    expect(now.decode(old.encode({ item: 'a' }))).toEqual({ item: 'a', count: 1 });
  });

  it('refuses a new version that cannot read an old one', () => {
    const required = { name: 'count', type: 'long' };
    const incompatible = [schema(1, [item]), schema(2, [item, required])];
    expect(() => createCodec('visit', incompatible)).toThrow(/count/);
  });

  it('reads a version that is ahead, and writes the one before it', () => {
    const fields = [{ name: 'at', type: 'double' }];
    const more = { name: 'place', type: ['null', 'string'], default: null };
    const old = { id: 1, schema: { type: 'record', name: 'R', fields } };
    const next = { id: 2, schema: { type: 'record', name: 'R', fields: [...fields, more] } };
    const value = { at: 5, place: 'home' };
    const present = createCodec<typeof value>('r', [old, { ...next, isAhead: true }]);
    const later = createCodec<typeof value>('r', [old, next]);
    expect(schemaIdOf(present.encode(value))).toBe(1);
    expect(present.decode(later.encode(value))).toEqual(value);
    expect(later.decode(present.encode(value))).toEqual({ at: 5, place: null });
    expect(() => createCodec('r', [{ ...old, isAhead: true }])).toThrow(
      'no schema version to write',
    );
  });

  it('tells a newer writer from poison', () => {
    const newer = createCodec<Visit>('visit', [schema(7, [item, count])]);
    expect(() => codec.decode(newer.encode({ item: 'a', count: 1 }))).toThrow(UnknownSchema);
  });

  it.for([
    ['nothing', Buffer.alloc(0)],
    ['no header', Buffer.from('hello')],
    ['a record cut short', codec.encode({ item: 'a long name', count: 1 }).subarray(0, 9)],
    [
      'bytes behind the record',
      Buffer.concat([codec.encode({ item: 'a', count: 1 }), Buffer.of(1)]),
    ],
  ] as const)('refuses %s', ([, bytes]) => {
    expect(() => codec.decode(bytes)).toThrow(Undecodable);
  });

  it('never gives back anything but a record or an error, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (body) => {
        const bytes = Buffer.concat([Buffer.of(0, 0, 0, 0, 1), body]);
        try {
          expect(typeof codec.decode(bytes).item).toBe('string');
        } catch (error) {
          expect(error).toBeInstanceOf(Undecodable);
        }
      }),
    );
  });
});
