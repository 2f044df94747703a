import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutIntoSlices, type Entry } from './slices.ts';

const noSuspect = () => false;

function entry(offset: number, keys: string[]): Entry<string> {
  return {
    record: { offset, key: null, value: null, timestamp: 0 },
    decoded: { inputs: keys },
    keys,
  };
}

function poison(offset: number): Entry<string> {
  return {
    record: { offset, key: null, value: null, timestamp: 0 },
    step: 'decode',
    error: new Error('poison'),
  };
}

it('keeps every record, in order, whatever the bound', () => {
  const entries = fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 4 }));
  fc.assert(
    fc.property(entries, fc.integer({ min: 1, max: 6 }), (keys, max) => {
      const given = keys.map((own, offset) => entry(offset, own));
      const slices = [...cutIntoSlices(given, max, noSuspect)];
      expect(slices.flatMap((slice) => ('entries' in slice ? slice.entries : []))).toEqual(given);
      const several = slices.filter((slice) => 'entries' in slice && slice.entries.length > 1);
      for (const slice of several) expect('keys' in slice && slice.keys.size <= max).toBe(true);
    }),
  );
});

it('finishes what lies before a poison record first', () => {
  const slices = [...cutIntoSlices([entry(0, ['a']), poison(1), entry(2, ['b'])], 10, noSuspect)];
  expect(slices.map((slice) => ('poison' in slice ? 'poison' : slice.entries.length))).toEqual([
    1,
    'poison',
    1,
  ]);
});

it('leaves each suspect by itself', () => {
  const entries = [0, 1, 2, 3, 4].map((offset) => entry(offset, ['a']));
  const slices = [...cutIntoSlices(entries, 10, (offset) => offset === 2 || offset === 3)];
  const offsets = slices.map((slice) =>
    'entries' in slice ? slice.entries.map(({ record }) => record.offset) : [],
  );
  expect(offsets).toEqual([[0, 1], [2], [3], [4]]);
});
