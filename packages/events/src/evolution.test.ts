import { describe, expect, it } from 'vitest';
import type { Codec } from './codec.ts';
import golden from './golden-records.json' with { type: 'json' };
import * as schemas from './schemas.ts';

const codecs: readonly Pick<Codec<unknown>, 'name' | 'versions' | 'decode'>[] =
  Object.values(schemas);
const versions = codecs.flatMap((codec) => codec.versions.map(({ id }) => ({ codec, id })));

/**
 * One record of every version ever written, as bytes. They were written once and are never written
 * anew: a schema changed in place, or a reader that lost an old version, fails here.
 */
const records = new Map(golden.map((record) => [record.id, record]));

describe('every record ever written', () => {
  it.for(versions)('of $codec.name, schema $id, is read by the current reader', ({ codec, id }) => {
    const record = records.get(id);
    expect(record, `add a golden record of schema ${id} to golden-records.json`).toBeDefined();
    const bytes = Buffer.from(record!.hex, 'hex');
    expect(bytes.readInt32BE(1)).toBe(id);
    expect(JSON.parse(JSON.stringify(codec.decode(bytes)))).toEqual(record!.value);
  });

  it('has a schema id of its own', () => {
    const ids = versions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
