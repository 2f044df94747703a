import { expect, it } from 'vitest';
import { testKey } from '../keys/key.fixture.ts';
import { formatKeySet, parseKeySet } from './document.ts';

const page = testKey('publishable', { origins: ['https://*.shop.example'], label: 'tag' }).record;
const job = testKey('secret', { site: '*', scopes: ['admin'], expiresAt: 1, revokedAt: 2 }).record;
const limited = testKey('publishable', { limits: { eventsPerSecond: 5, eventsPerDay: 90 } }).record;
const text = formatKeySet({ keys: [page, job] });

it('reads what it writes', () => {
  expect(parseKeySet(formatKeySet({ keys: [limited] })).keys).toEqual([limited]);
  expect(parseKeySet(text).keys).toEqual([page, job]);
  const identities = [{ site: 'shop', secret: Buffer.alloc(32, 7) }];
  expect(parseKeySet(formatKeySet({ keys: [], identities })).identities).toEqual(identities);
});

interface Loose {
  version: unknown;
  keys: Record<string, unknown>[];
  [name: string]: unknown;
}

const faults: [what: string, spoil: (document: Loose) => void, says: RegExp][] = [
  ['a field that is missing', ({ keys }) => delete keys[0]!['hash'], /at \/keys\/0: .*hash/],
  ['a field that it does not know', ({ keys }) => (keys[0]!['secret'] = 'x'), /additional/],
  ['a scope that there is not', ({ keys }) => (keys[1]!['scopes'] = ['root']), /keys\/1\/scopes/],
  ['no scope', ({ keys }) => (keys[1]!['scopes'] = []), /keys\/1\/scopes/],
  ['a publishable key for admins', ({ keys }) => (keys[0]!['scopes'] = ['admin']), /scopes/],
  ['a publishable key of all sites', ({ keys }) => (keys[0]!['site'] = '*'), /site/],
  ['a site that is none', ({ keys }) => (keys[1]!['site'] = 'a/b'), /site/],
  ['an origin with a path', ({ keys }) => (keys[0]!['origins'] = ['https://a.b/c']), /origins/],
  ['a secret key with origins', ({ keys }) => (keys[1]!['origins'] = ['https://a.b']), /origins/],
  ['a hash that is none', ({ keys }) => (keys[0]!['hash'] = 'x'), /hash/],
  ['a time that is none', ({ keys }) => (keys[0]!['createdAt'] = 'soon'), /createdAt/],
  ['a limit of nothing', ({ keys }) => (keys[0]!['limits'] = { eventsPerDay: 0 }), /eventsPerDay/],
  ['a limit in parts', ({ keys }) => (keys[1]!['limits'] = { eventsPerDay: 0.5 }), /eventsPerDay/],
  ['a limit that it does not know', ({ keys }) => (keys[0]!['limits'] = { mails: 1 }), /limits/],
  ['a kind that is none', ({ keys }) => (keys[0]!['kind'] = 'both'), /keys\/0/],
  ['two keys of one id', ({ keys }) => (keys[1]!['id'] = keys[0]!['id']), /two keys with one id/],
  ['something beside the keys', (document) => (document['more'] = 1), /additional/],
];

it.for(faults)('refuses %s, and says where', ([, spoil, says]) => {
  const document = JSON.parse(text) as Loose;
  spoil(document);
  expect(() => parseKeySet(JSON.stringify(document))).toThrow(
    expect.objectContaining({ code: 'KEYS_INVALID', message: expect.stringMatching(says) }),
  );
});

it('refuses a file that was cut off, without a word of it', () => {
  const fault = expect.objectContaining({
    code: 'KEYS_INVALID',
    message: expect.not.stringContaining(page.id),
  });
  expect(() => parseKeySet(text.slice(0, -40))).toThrow(fault);
});

it('refuses another version before it looks at the rest', () => {
  expect(() => parseKeySet('{"version":2,"tokens":[]}')).toThrow(
    expect.objectContaining({
      code: 'KEYS_VERSION_UNSUPPORTED',
      message: expect.stringMatching(/version 2/) as string,
    }),
  );
});
