import { expect, test } from 'vitest';
import { openIngest, type TestIngest } from '../support/ingest.ts';

const click = { type: 'click', userId: 'ada', itemId: 'tent' };

function post({ app }: TestIngest, payload: object) {
  return app.inject({ method: 'POST', url: '/v1/events', payload });
}

test('an atomic request is taken whole', async () => {
  const ingest = await openIngest();
  const events = ['ada', 'bob', 'eve'].map((userId) => ({ ...click, userId }));
  const answer = await post(ingest, { atomic: true, events });
  expect(answer.statusCode).toBe(202);
  expect(answer.json()).toEqual({ accepted: 3, rejected: [], durability: 'log' });
  const users = new Set((await ingest.events()).map(({ userId }) => userId));
  expect(users).toEqual(new Set(['ada', 'bob', 'eve']));
});

test('one bad event refuses the whole of an atomic request', async () => {
  const ingest = await openIngest();
  const events = [click, { ...click, itemId: 7 }, click];
  const answer = await post(ingest, { atomic: true, events });
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({
    code: 'ENTRIES_REJECTED',
    accepted: 0,
    rejected: [{ index: 1, code: 'FIELD_TYPE' }],
  });
  await post(ingest, { ...click, id: 'later' });
  expect((await ingest.events()).map(({ id }) => id)).toEqual(['later']);
});

test('the status of an atomic event can be asked for', async () => {
  const ingest = await openIngest();
  await post(ingest, { atomic: true, events: [{ ...click, id: 'e1' }] });
  const status = await ingest.app.inject('/v1/messages/e1');
  expect(status.json()).toMatchObject({ id: 'e1', topic: 'behaviour.events', status: 'sent' });
});

test.for([['yes'], [1], [null]])('"atomic": %j is refused', async ([atomic]) => {
  const ingest = await openIngest();
  const answer = await post(ingest, { atomic, events: [click] });
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({ code: 'ATOMIC_INVALID', pointer: '/atomic' });
});
