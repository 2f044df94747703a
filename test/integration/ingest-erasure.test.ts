import { expect, test } from 'vitest';
import { openIngest } from '../support/ingest.ts';

test('an erasure travels in the topic of the events of its profile', async () => {
  const ingest = await openIngest();
  const payload = { type: 'click', anonymousId: 'a b', itemId: 'tent' };
  await ingest.app.inject({ method: 'POST', url: '/v1/events', payload });
  const answer = await ingest.app.inject({
    method: 'DELETE',
    url: '/v1/profiles?anonymousId=a%20b',
  });
  expect([answer.statusCode, answer.json()]).toEqual([
    202,
    { erasureId: expect.any(String), durability: 'log' },
  ]);
  // What came before is handed to nobody any more.
  expect(await ingest.events()).toMatchObject([
    { type: 'erase', anonymousId: 'a b', userId: null, at: ingest.now },
  ]);
});

test.for([
  { query: '', code: 'PROFILE_MISSING' },
  { query: '?userId=a&anonymousId=b', code: 'PROFILE_MISSING' },
  { query: '?userId=', code: 'ID_INVALID' },
  { query: '?userId=a&userId=b', code: 'ID_INVALID' },
  { query: '?userId=%0A', code: 'ID_INVALID' },
])('an erasure of "$query" is answered 400 $code', async ({ query, code }) => {
  const ingest = await openIngest();
  const answer = await ingest.app.inject({ method: 'DELETE', url: `/v1/profiles${query}` });
  expect([answer.statusCode, answer.json().code]).toEqual([400, code]);
  expect(await ingest.events()).toEqual([]);
});
