import { type KeyRecord, makeKey, scopeNames } from '@freshet/access';
import type { Scope } from '@freshet/runtime';
import { expect, it } from 'vitest';
import { openApi } from '../support/api.ts';
import { feedback } from '../support/gorse-calls.ts';
import { openIngest } from '../support/ingest.ts';
import { urlOf } from '../support/tagged-site.ts';

const keyOf = (kind: 'secret' | 'publishable', scopes: readonly Scope[]) =>
  makeKey({ kind, site: 'default', scopes, label: '', origins: [], expiresAt: null }, Date.now());
/** A key for each scope, and the one that pages have. */
const keys = [
  ...scopeNames.map((scope) => [scope, keyOf('secret', [scope])] as const),
  ['publishable', keyOf('publishable', ['events', 'recommend'])] as const,
];
const records = new Map<string, KeyRecord>(keys.map(([, { text, record }]) => [text, record]));
const access = {
  isOpen: false,
  find: (text: string) => records.get(text),
  identitySecrets: () => [],
};

const strangers: readonly Record<string, string>[] = [{}, { 'x-api-key': 'another' }];
const row = { ...feedback('read', 'A'), UserId: 'u' };
const writing: readonly (readonly [call: string, scopes: string, body?: object])[] = [
  ['POST /api/feedback', 'events', [row]],
  ['PUT /api/feedback', 'events', [row]],
  ['DELETE /api/feedback/read/u/A', 'events'],
  ['DELETE /api/feedback/u/A', 'events'],
  ['POST /api/user', 'events', { UserId: 'u' }],
  ['POST /api/users', 'events', [{ UserId: 'u' }]],
  ['PATCH /api/user/u', 'events', {}],
  ['DELETE /api/user/u', 'admin'],
];
const others: typeof writing = [
  ['POST /api/item', 'catalogue', { ItemId: 'A' }],
  ['POST /api/items', 'catalogue', [{ ItemId: 'A' }]],
  ['PATCH /api/item/A', 'catalogue', {}],
  ['PUT /api/item/A/category/c', 'catalogue'],
  ['DELETE /api/item/A/category/c', 'catalogue'],
  ['GET /api/item/A', 'recommend catalogue'],
  ['GET /api/items', 'recommend catalogue'],
  ['DELETE /api/item/A', 'catalogue'],
  ['GET /api/recommend/u', 'recommend'],
  ['GET /api/collaborative-filtering/u', 'recommend'],
  ['POST /api/session/recommend', 'recommend', [row]],
  ['GET /api/popular', 'recommend'],
  ['GET /api/latest', 'recommend'],
  ['GET /api/non-personalized/trending', 'recommend'],
  ['GET /api/item-to-item/similar/A', 'recommend'],
  ['GET /api/item/A/neighbors', 'recommend catalogue'],
  ['GET /api/user/u/neighbors', 'recommend inspect'],
  ['GET /api/user-to-user/similar/u', 'recommend'],
  ['GET /api/users', 'inspect admin'],
  ['GET /api/user/u', 'inspect'],
  ['GET /api/user/u/feedback', 'inspect'],
  ['GET /api/feedback', 'inspect admin'],
  ['GET /api/feedback/read', 'inspect admin'],
  ['GET /api/feedback/u/A', 'inspect admin'],
  ['GET /api/feedback/read/u/A', 'inspect admin'],
  ['GET /api/health/live', 'everybody'],
  ['GET /api/health/ready', 'everybody'],
];

/** Calls with no key, a wrong one and each of ours; who is not let in is told so as plain text. */
async function expectRights(app: Awaited<ReturnType<typeof openApi>>['app'], rows: typeof writing) {
  for (const [call, scopes, payload] of rows) {
    const [method, url] = call.split(' ') as ['GET', string];
    const ask = (headers: Record<string, string>) =>
      app.inject({ method, url, headers, ...(payload && { payload }) });
    if (scopes === 'everybody') {
      expect([call, (await ask({})).statusCode]).toEqual([call, 200]);
      continue;
    }
    for (const headers of strangers) {
      const { statusCode, headers: about, body } = await ask(headers);
      expect([call, statusCode, body]).toEqual([call, 401, expect.stringMatching(/ key\b.*\.$/)]);
      expect(about['content-type']).toContain('text/plain');
    }
    for (const [name, { text }] of keys) {
      const { statusCode, headers: about, body } = await ask({ 'x-api-key': text });
      if (scopes.split(' ').includes(name)) {
        expect([200, 404], `${call} with ${name}: ${body}`).toContain(statusCode);
      } else {
        expect([call, name, statusCode]).toEqual([call, name, 403]);
        expect([body, about['content-type']]).toEqual([
          expect.stringMatching(/secret key|key with the scope/),
          'text/plain; charset=utf-8',
        ]);
      }
    }
  }
}

it('each call takes a key with its scope, and no other', async () => {
  const { app } = await openApi({ access });
  await expectRights(app, others);
});

it('feedback of an item takes the scope of telling what users did beside that of items', async () => {
  const { app } = await openApi({ access });
  const both = keyOf('secret', ['recommend', 'inspect']);
  records.set(both.text, both.record);
  const ask = (key: string) =>
    app.inject({ url: '/api/item/A/feedback', headers: { 'x-api-key': key } });
  expect((await ask(both.text)).statusCode).toBe(200);
  const refused = await ask(keys.find(([name]) => name === 'recommend')![1].text);
  expect([refused.statusCode, refused.body]).toEqual([403, expect.stringContaining('inspect')]);
});

it.for([
  ['at ingest', () => openIngest({ access })],
  [
    'at an API before it',
    async () => openApi({ access, ingestUrl: await urlOf((await openIngest({ access })).app) }),
  ],
] as const)('what is told of users takes a key with its scope %s', async ([, open]) => {
  await expectRights((await open()).app, writing);
});
