import { expect, it } from 'vitest';
import {
  by,
  keys,
  post,
  type Sent,
  shop,
  startKeyedTarget,
  unknown,
  view,
} from '../../support/keyed-target.ts';

const { call } = startKeyedTarget();
const statusOf = (code: string): number =>
  /^KEY_(MISSING|REFUSED|MISPLACED)$/.test(code) ? 401 : code === 'ENTRIES_REJECTED' ? 400 : 403;

const { page, anyPage, sender, recommender, filler, inspector, admin } = keys;
const ada = '/v1/profiles?userId=ada';
const guest = '/v1/recommendations?anonymousId=guest';
const past = { history: { source: 'a' }, events: [{ ...view, sequence: 0, occurredAt: 1 }] };
const mixed = `Bearer ${inspector.text.slice(0, 24)}${unknown.text.slice(24)}`;
const authorization = (text: string): Sent => ({ headers: { authorization: text } });
const get = (holder: typeof page): Sent => ({ headers: by(holder) });
const tagged = (origin?: string) => post(view, origin === undefined ? {} : { origin });
const ofPage = `/v1/events?key=${page.text}`;
const twice = `/v1/events?key=${anyPage.text}&key=${anyPage.text}`;
const inAddress = `${ada}&key=${inspector.text}`;
const beforePath = `/${sender.text}/v1/events`;
const change = (body: object, holder: typeof page) => post(body, by(holder), 'PUT');
const explained = { anonymousId: 'guest', slots: { a: { explain: true } } };
const rules = '/v1/admin/rules';
const recommendations = '/v1/recommendations';

it.for<[what: string, address: string, sent: Sent, code: string]>([
  ['no key: an event', '/v1/events', post(view, {}), 'KEY_MISSING'],
  ['no key: a list', guest, {}, 'KEY_MISSING'],
  ['no key: a profile', ada, {}, 'KEY_MISSING'],
  ['no key: an admin call, from this machine', '/v1/admin/topics', {}, 'KEY_MISSING'],
  ['no key: metrics', '/metrics', {}, 'KEY_MISSING'],
  ['no key: the back office', '/v1/dashboard/snapshot', {}, 'KEY_MISSING'],
  ['unknown key: of another id', ada, get(unknown), 'KEY_REFUSED'],
  ['unknown key: a known id, another secret', ada, authorization(mixed), 'KEY_REFUSED'],
  ['unknown key: a beginning and no more', ada, authorization('Bearer freshet_sk_'), 'KEY_REFUSED'],
  ['unknown key: an empty bearer', ada, authorization('Bearer'), 'KEY_REFUSED'],
  ['unknown key: a prototype', ada, { headers: { 'x-api-key': '__proto__' } }, 'KEY_REFUSED'],
  ['unknown key: given twice', twice, post(view, {}), 'KEY_REFUSED'],
  ['misplaced key: a secret one in an address', inAddress, {}, 'KEY_MISPLACED'],
  ['misplaced key: a secret one before a path', beforePath, post(view, {}), 'KEY_MISPLACED'],
  ['revoked key: a profile', ada, get(keys.revoked), 'KEY_REFUSED'],
  ['revoked key: one that has expired', ada, get(keys.expired), 'KEY_REFUSED'],
  ['revoked key: a rotated one, past its grace', ada, get(keys.rotatedPast), 'KEY_REFUSED'],
  ['wrong scope: recommend, an event', '/v1/events', post(view, by(recommender)), 'SCOPE_MISSING'],
  ['wrong scope: events, a list', guest, get(sender), 'SCOPE_MISSING'],
  ['wrong scope: recommend, a profile', ada, get(recommender), 'SCOPE_MISSING'],
  [
    'wrong scope: inspect, an erasure',
    ada,
    { ...get(inspector), method: 'DELETE' },
    'SCOPE_MISSING',
  ],
  [
    'wrong scope: events, the catalogue',
    '/v1/items/a',
    change({ title: 'x' }, sender),
    'SCOPE_MISSING',
  ],
  ['wrong scope: events, history', '/v1/events', post(past, by(sender)), 'SCOPE_MISSING'],
  ['wrong scope: inspect, a rule', `${rules}/a`, change({}, inspector), 'SCOPE_MISSING'],
  ['wrong scope: catalogue, metrics', '/metrics', get(filler), 'SCOPE_MISSING'],
  ['wrong scope: recommend, another time', `${guest}&at=1`, get(recommender), 'SCOPE_MISSING'],
  ['wrong scope: recommend, raw', `${guest}&scenario=raw`, get(recommender), 'SCOPE_MISSING'],
  ['publishable key: a profile', ada, get(anyPage), 'KEY_PUBLISHABLE'],
  ['publishable key: an admin call', rules, get(anyPage), 'KEY_PUBLISHABLE'],
  ['publishable key: an item', '/v1/items/a', change({ title: 'x' }, anyPage), 'KEY_PUBLISHABLE'],
  [
    'item spam: into the catalogue, by a page',
    '/v1/items',
    post({ items: [{ itemId: 'a' }] }, by(anyPage)),
    'KEY_PUBLISHABLE',
  ],
  ['publishable key: history', '/v1/events', post(past, by(anyPage)), 'SCOPE_MISSING'],
  ['publishable key: explain', `${guest}&explain=true`, get(anyPage), 'EXPLAIN_NOT_PUBLIC'],
  [
    'publishable key: explain in a slot',
    recommendations,
    post(explained, by(anyPage)),
    'EXPLAIN_NOT_PUBLIC',
  ],
  ['publishable key: another time', `${guest}&at=1`, get(anyPage), 'SCOPE_MISSING'],
  ['publishable key: a message', '/v1/messages/x', get(anyPage), 'KEY_PUBLISHABLE'],
  ['wrong origin: another site', ofPage, tagged('https://evil.example'), 'ORIGIN_REFUSED'],
  ['wrong origin: one that begins alike', ofPage, tagged(`${shop}.evil.example`), 'ORIGIN_REFUSED'],
  ['wrong origin: a sandbox', ofPage, tagged('null'), 'ORIGIN_REFUSED'],
  ['wrong origin: none, by POST', ofPage, tagged(), 'ORIGIN_REFUSED'],
  [
    'wrong origin: another site, reading',
    `/v1/trending?key=${page.text}`,
    { headers: { origin: 'https://evil.example' } },
    'ORIGIN_REFUSED',
  ],
  ['key of another site: figures', '/v1/admin/figures?site=other', get(admin), 'SITE_OF_OTHER_KEY'],
  ['key of another site: rules', `${rules}?site=other`, get(admin), 'SITE_OF_OTHER_KEY'],
  [
    'key of another site: experiments',
    '/v1/admin/experiments?site=default',
    get(admin),
    'SITE_OF_OTHER_KEY',
  ],
  [
    'key of another site: live view',
    '/v1/dashboard/snapshot?site=other',
    get(admin),
    'SITE_OF_OTHER_KEY',
  ],
  [
    'key of another site: dead letters of all',
    '/v1/admin/dead-letters',
    get(admin),
    'KEY_OF_ONE_SITE',
  ],
  ['key of another site: topics of all', '/v1/admin/topics', get(admin), 'KEY_OF_ONE_SITE'],
  ['forged user: a list', `${recommendations}?userId=ada`, get(anyPage), 'USER_UNVERIFIED'],
  [
    'forged user: a list by POST',
    recommendations,
    post({ userId: 'ada' }, by(anyPage)),
    'USER_UNVERIFIED',
  ],
  [
    'forged user: an event',
    '/v1/events',
    post({ ...view, userId: 'ada' }, by(anyPage)),
    'ENTRIES_REJECTED',
  ],
])('%s is refused', async ([, address, sent, code]) => {
  expect(await call(address, sent)).toMatchObject({ status: statusOf(code), code });
});
