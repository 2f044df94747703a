import { makeKey } from '@freshet/access';
import { DEFAULT_SITE } from '@freshet/events';
import { FreshetError, type Scope } from '@freshet/runtime';
import { expect, it, vi } from 'vitest';
import { NOW, openApi } from '../support/api.ts';
import { openIngest } from '../support/ingest.ts';
import { urlOf } from '../support/tagged-site.ts';

const keyOf = (...scopes: Scope[]) => {
  const whose = { kind: 'secret', site: DEFAULT_SITE, label: '', origins: [] } as const;
  return makeKey({ ...whose, scopes, expiresAt: null }, NOW - 1_000);
};
const keys = { both: keyOf('recommend', 'events'), reader: keyOf('recommend') };
const access = {
  isOpen: false,
  find: (text: string) => Object.values(keys).find((key) => key.text === text)?.record,
  identitySecrets: () => [],
};
const path = '/api/recommend/%C3%BC%2F1?n=2&write-back-type=read';

/** An API before an ingest, and what it answers to who has a key. */
async function openApart() {
  const ingest = await openIngest({ access });
  const api = await openApi({ access, ingestUrl: await urlOf(ingest.app) });
  await api.visit({ other: ['A'], another: ['B', 'A'] });
  const ask = (url: string, { text }: { readonly text: string } = keys.both) =>
    api.app.inject({ url, headers: { 'x-api-key': text } });
  return { ingest, ask };
}

it('is a dismiss of what is in the list, from when its delay has passed', async () => {
  const { ingest, ask } = await openApart();
  expect((await ask(`${path}&write-back-delay=1m30s`)).json()).toEqual(['A', 'B']);
  expect((await ask(`${path}&offset=2`)).json()).toEqual([]);
  const [event, ...others] = await ingest.events();
  expect(others).toEqual([]);
  expect(event).toMatchObject({
    type: 'dismiss',
    userId: 'ü/1',
    itemId: null,
    items: [{ itemId: 'A' }, { itemId: 'B' }],
    value: 90,
    occurredAt: NOW,
    properties: '{"gorse":{"FeedbackType":"read"}}',
  });
});

it('takes a key that may send events', async () => {
  const { ingest, ask } = await openApart();
  const refused = await ask(path, keys.reader);
  expect([refused.statusCode, refused.body]).toEqual([
    403,
    'write-back-type takes a secret key with the scope events.',
  ]);
  expect((await ask('/api/recommend/u?write-back-type=', keys.reader)).statusCode).toBe(200);
  expect(await ingest.events()).toEqual([]);
});

it('keeps the list back while it cannot be kept, and says when to ask again', async () => {
  const { ingest, ask } = await openApart();
  const away = new FreshetError('LOG_UNREACHABLE', 'The log is away.');
  vi.spyOn(ingest.log.publisher, 'publish').mockRejectedValueOnce(away);
  const refused = await ask(path);
  expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '1']);
  expect(refused.body).toContain('The log is away.');
  expect((await ask(path)).json()).toEqual(['A', 'B']);
  expect(await ingest.events()).toHaveLength(1);
});

it('names the setting by which ingest is found', async () => {
  // Kept for discarding; nothing of ours listens there.
  const api = await openApi({ ingestUrl: 'http://127.0.0.1:9' });
  await api.visit({ other: ['A'] });
  const answer = await api.app.inject('/api/recommend/u?write-back-type=read');
  expect([answer.statusCode, answer.body]).toEqual([
    502,
    expect.stringContaining('set INGEST_URL of the API'),
  ]);
});
