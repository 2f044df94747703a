import { parseAckLevels } from '@freshet/ingest';
import { expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { openIngest, type TestIngest } from '../support/ingest.ts';
import { startSmallWorker } from '../support/pipeline.ts';

const click = { type: 'click', userId: 'ada', itemId: 'tent' };

async function post({ app }: TestIngest, payload: object, query = '') {
  const answer = await app.inject({ method: 'POST', url: `/v1/events${query}`, payload });
  expect(answer.statusCode).toBe(202);
  return answer.json();
}

const status = ({ app }: TestIngest, id: string) =>
  app.inject({ url: `/v1/messages/${encodeURIComponent(id)}` });

test('an event can be followed from the log into its profile', async () => {
  const ingest = await openIngest();
  await post(ingest, { ...click, id: 'a/b' });
  const answer = await status(ingest, 'a/b');
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toMatchObject({
    id: 'a/b',
    topic: 'behaviour.events',
    key: 'default/u/ada',
    partition: expect.any(Number),
    offset: 0,
    sentAt: ingest.now,
    status: 'sent',
    content: { ...click, id: 'a/b' },
  });
  const worker = await startSmallWorker(ingest.log, ingest.store);
  await eventually('it is signed off', async () =>
    expect((await status(ingest, 'a/b')).json()).toMatchObject({ status: 'signed-off' }),
  );
  await worker.close();
});

test('an event that never came is answered 404', async () => {
  const ingest = await openIngest();
  const answer = await status(ingest, 'nobody');
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'MESSAGE_UNKNOWN']);
});

test('ids that were made here are told to who asks for them', async () => {
  const ingest = await openIngest();
  const { ids } = await post(
    ingest,
    { events: [click, {}, { ...click, id: 'mine' }] },
    '?ids=true',
  );
  expect(ids).toEqual([expect.any(String), null, 'mine']);
  expect((await status(ingest, ids[0])).json()).toMatchObject({ id: ids[0], status: 'sent' });
});

test.for([
  { types: ['click'], durability: 'log' },
  { types: ['click', 'impression'], durability: 'leader' },
  { types: ['impression', 'scroll', 'click'], durability: 'none' },
])('a request of $types promises $durability', async ({ types, durability }) => {
  const ingest = await openIngest({ ackLevels: parseAckLevels('impression=leader,scroll=none') });
  const events = types.map((type, i) => ({ ...click, type, id: String(i) }));
  expect(await post(ingest, { events })).toEqual({
    accepted: types.length,
    rejected: [],
    durability,
  });
  await eventually('all are in the log, in order', async () => {
    const ids = (await ingest.events()).map(({ id }) => id);
    expect(ids).toEqual(types.map((_, i) => String(i)));
  });
});
