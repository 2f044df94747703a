import type { DeadLetter, RefusedRow } from '@freshet/events';
import { expect, it } from 'vitest';
import { rowAgain } from './row-again.ts';

const judging = { catalogue: { categories: () => [] }, latenessMs: 1_000 };
const letter: DeadLetter = {
  topic: 'intake',
  partition: 0,
  offset: -1,
  group: 'segment',
  step: 'translate',
  code: 'FIELD_MISSING',
  message: '',
  at: 5_000,
  key: null,
  value: null,
};
const rowOf = (row: object, beside: object = { sentAt: null }): RefusedRow => ({
  site: 'shop',
  owners: [],
  beside: JSON.stringify(beside),
  row: Buffer.from(JSON.stringify(row)),
  isCut: false,
});
const view = { type: 'track', event: 'Product Viewed', properties: { product_id: 'tent' } };
const good = rowOf({ ...view, anonymousId: 'guest' });
const tied = { e: 'pv', eid: 'e-1', uid: 'ada', duid: 'laptop', url: 'https://shop.example/' };
const unproven = { receivedAt: 5_000, isAnonymous: false, user: null };

it.for<[what: string, row: RefusedRow, group: string, code: string]>([
  ['is cut', { ...good, isCut: true }, 'segment', 'ROW_CUT'],
  ['had too much beside it', { ...good, beside: null }, 'segment', 'ROW_CUT'],
  ['is of a newer protocol', good, 'telegraph', 'PROTOCOL_UNKNOWN'],
  ['has no event', rowOf({ type: 'track' }), 'segment', 'FIELD_MISSING'],
  ['has no event that may be', rowOf(view), 'segment', 'PROFILE_MISSING'],
  ['can be taken in part', rowOf(tied, unproven), 'snowplow', 'USER_UNVERIFIED'],
])('a row that %s stays where it is', ([, row, group, code]) => {
  expect(rowAgain(row, { offset: 1, letter: { ...letter, group } }, judging)).toMatchObject({
    code,
  });
});

it('what says nothing that we keep is no record, and what does goes to its profile', () => {
  const nothing = rowOf({ e: 'pp', eid: 'e-1' }, { ...unproven, user: undefined });
  const snowplow = { ...letter, group: 'snowplow' };
  expect(rowAgain(nothing, { offset: 1, letter: snowplow }, judging)).toEqual([]);
  expect(rowAgain(good, { offset: 1, letter }, judging)).toMatchObject([{ key: 'shop/a/guest' }]);
});

it('says where in the row the fault lies, in its own terms', () => {
  const item = rowOf({ e: 'ti', eid: 'e-1', duid: 'laptop', ti_id: 'o-1', ti_sk: {} }, unproven);
  const snowplow = { ...letter, group: 'snowplow' };
  expect(rowAgain(item, { offset: 1, letter: snowplow }, judging)).toMatchObject({
    code: 'FIELD_TYPE',
    message: expect.stringMatching(/^\/ti_sk: /) as string,
  });
});
