import { deadLetterCodec, INTAKE, refusedRowCodec } from '@freshet/events';
import { expect, test } from 'vitest';
import { letterEntries } from './entries.ts';

const ADA = 'default/u/ada';
const BOB = 'default/u/bob';
const origin = { topic: INTAKE, partition: 0, offset: -1, group: 'segment', step: 'translate' };

/** The letter of a refused row that names these, and would have counted for `key`. */
function letter(key: string | null, owners: readonly string[]) {
  const row = { site: 'default', owners, beside: null, row: Buffer.from('{}'), isCut: false };
  const value = deadLetterCodec.encode({
    ...origin,
    code: 'FIELD_MISSING',
    message: 'why',
    at: 1,
    key: key === null ? null : Buffer.from(key),
    value: refusedRowCodec.encode(row),
  });
  return { value, key: null, offset: 0, timestamp: 2 };
}

test.for([
  ['would have counted for', ADA, [ADA, BOB], [ADA]],
  ['is all that it names', null, [ADA], [ADA]],
  ['is one of two that it names', null, [ADA, BOB], []],
  ['is nobody that it names', null, [], []],
] as const)('a refused row is given to whom it %s', ([, key, owners, given]) => {
  const record = letter(key, owners);
  const to = [ADA, BOB].filter(
    (id) => letterEntries('dead.letters')(record, new Set([id])).length > 0,
  );
  expect(to).toEqual(given);
});

test('a row that names two is given to who is both of them', () => {
  const record = letter(null, [ADA, BOB]);
  const line = { topic: 'dead.letters', appendedAt: 2, code: 'FIELD_MISSING', refused: '{}' };
  expect(letterEntries('dead.letters')(record, new Set([ADA, BOB]))).toEqual([line]);
});
