import { describe, expect, it, test } from 'vitest';
import { action, base64url, contexts, entity, selfDescribing } from './row.fixture.ts';
import type { PostedEvent } from '../../event-schema.ts';
import type { Row } from './row.ts';
import { SaidUsers } from './said-users.ts';
import { type Circumstances, translateRow } from './translate.ts';

const receivedAt = 1_700_000_000_000;
const known = { receivedAt, isAnonymous: false, user: undefined, isNews: () => false };
const whole = { eid: 'e1', duid: 'dev', sid: 's1', dtm: '1600000000000', stm: '1600000004000' };
const tent = entity('product', { id: 'tent', price: 99.5, currency: 'EUR', position: 2 });
const translated = (row: unknown, circumstances: Partial<Circumstances> = {}) =>
  translateRow(row, { ...known, ...circumstances });

describe('whose it is', () => {
  const pv = { e: 'pv', eid: 'e1' };
  const bought = action('product_view', [tent]);
  test.for<[what: string, row: Row, circumstances: Partial<Circumstances>, expected: object[]]>([
    ['a user', { uid: 'ada' }, {}, [{ userId: 'ada' }]],
    ['a device that servers hand on', { nuid: 'n' }, {}, [{ anonymousId: 'n' }]],
    ['a session alone', { sid: 's1' }, {}, [{ anonymousId: 's1', sessionId: 's1' }]],
    ['nobody', {}, {}, []],
    ['nobody, of an item', bought, {}, [{ anonymousId: 'e1', itemId: 'tent' }]],
    [
      'somebody who wants to stay unknown',
      { uid: 'ada', duid: 'dev', nuid: 'n', sid: 's1' },
      { isAnonymous: true },
      [{ userId: undefined, anonymousId: 's1' }],
    ],
    [
      'a device that names its user for the first time',
      { uid: 'ada', duid: 'dev' },
      { isNews: () => true },
      [
        { type: 'identify', id: 'e1:identify', userId: 'ada', anonymousId: 'dev' },
        { type: 'page', id: 'e1', userId: 'ada', anonymousId: 'dev' },
      ],
    ],
    [
      'a user who is proven',
      { uid: 'ada', duid: 'dev' },
      { user: 'ada' },
      [{ userId: 'ada', anonymousId: 'dev' }],
    ],
    ['one who is not, of no device', { uid: 'ada' }, { user: null }, [{ userId: 'ada' }]],
  ])('%s', ([, row, circumstances, expected]) => {
    expect(translated({ ...pv, ...row }, circumstances)).toMatchObject(expected);
  });

  it('is the device’s where its user is not proven, and the user is refused', () => {
    const row = { ...pv, uid: 'ada', duid: 'dev', sid: 's1' };
    const [event] = [{ userId: undefined, anonymousId: 'dev', sessionId: 's1' }];
    expect(translated(row, { user: 'eve', isNews: () => true })).toMatchObject({
      events: [event],
      refused: { code: 'USER_UNVERIFIED', pointer: '/uid' },
    });
    expect(translated(row, { user: null })).toMatchObject([event]);
  });

  it('is said once a session, of another user or with a proof again, and again if it was lost', () => {
    const users = new SaidUsers();
    const visitor = { userId: 'ada', anonymousId: 'dev', sessionId: 's1' };
    const lost = users.begin('shop');
    expect([lost.isNews(visitor, false), lost.isNews(visitor, false)]).toEqual([true, false]);
    const said = users.begin('shop');
    expect(said.isNews(visitor, false)).toBe(true);
    said.end();
    const later = users.begin('shop');
    expect(later.isNews(visitor, false)).toBe(false);
    expect(later.isNews(visitor, true)).toBe(true);
    expect(later.isNews({ ...visitor, userId: 'bob' }, true)).toBe(true);
    expect(later.isNews({ ...visitor, sessionId: 's2' }, true)).toBe(true);
    expect(users.begin('other').isNews(visitor, false)).toBe(true);
  });
});

describe('when it happened', () => {
  test.for<[what: string, times: Row, at: unknown]>([
    ['a clock that is years behind', { dtm: '1000', stm: '4000' }, receivedAt - 3_000],
    ['sent before it happened', { dtm: '4000', stm: '1000' }, receivedAt],
    ['a true time', { ttm: '1699', dtm: '1000', stm: '4000' }, 1699],
    ['without the time it was sent', { dtm: '1699' }, 1699],
    ['no time at all', {}, undefined],
    ['what is no time', { dtm: 'soon', stm: '1' }, 'soon'],
  ])('%s', ([, times, at]) => {
    expect(translated({ e: 'pv', eid: 'e1', duid: 'dev', ...times })).toMatchObject([
      { occurredAt: at },
    ]);
  });
});

describe('the context', () => {
  const contextOf = (row: Row, more: Partial<Circumstances> = {}) =>
    (translated({ ...whole, e: 'pv', ...row }, more) as readonly PostedEvent[])[0]!.context;

  it('has place and means by the names of our tag, and what it is not told of not at all', () => {
    const url = 'https://a.example/?utm_source=letter&utm_campaign=may';
    const row = { p: 'web', url, refr: 'https://b.example/', page: 'Tents', lang: 'en', ip: '::1' };
    expect(contextOf(row, { agent: 'Firefox' })).toEqual({
      url,
      referrer: 'https://b.example/',
      title: 'Tents',
      campaign: { source: 'letter', name: 'may' },
      language: 'en',
      userAgent: 'Firefox',
      platform: 'web',
    });
  });

  it('leaves out entities that there is no room for', () => {
    const [small, wide] = [entity('page', { type: 'home' }), entity('x', { a: 'я'.repeat(4_100) })];
    const deep = entity('x', { a: { a: { a: { a: { a: {} } } } } });
    expect(contextOf(contexts(wide, small, deep))).toEqual({
      entities: [small],
      leftOut: ['entities'],
    });
  });
});

test.for<[what: string, row: unknown, pointer: string]>([
  ['no object', 'pv', ''],
  ['null', null, ''],
  ['no kind', {}, '/e'],
  ['a kind that is no text', { e: {} }, '/e'],
  ['no event', { e: 'ue' }, '/ue_px'],
  ['base64 that is none', { e: 'ue', ue_px: '§§ not base64 §§' }, '/ue_px'],
  ['base64 of what is no JSON', { e: 'ue', ue_px: base64url('{"data":') }, '/ue_px'],
  ['base64 of what is no text', { e: 'ue', ue_px: '/////w' }, '/ue_px'],
  ['JSON that is no object', { e: 'ue', ue_px: base64url([]) }, '/ue_px'],
  ['an event that is no text', { e: 'ue', ue_pr: {} }, '/ue_pr'],
  ['an event without a schema', { e: 'ue', ue_px: base64url({ data: {} }) }, '/ue_px'],
  ['a schema that is none', selfDescribing('song', {}), '/ue_px'],
  ['a key that reaches prototypes', { e: 'ue', ue_pr: '{"__proto__":{}}' }, '/ue_pr'],
  ['nesting past all bounds', { e: 'ue', ue_pr: '['.repeat(9_999) }, '/ue_pr'],
  ['contexts that are none', { e: 'pv', cx: base64url({ data: {} }) }, '/cx'],
  ['contexts that are no base64', { e: 'pv', cx: '%%%' }, '/cx'],
])('refuses %s', ([, row, pointer]) => {
  expect(translated(row)).toMatchObject({ code: expect.any(String), pointer });
});
