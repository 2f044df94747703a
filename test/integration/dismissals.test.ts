import { type BehaviourEvent, behaviourEventCodec, profileKey, topics } from '@freshet/events';
import { expect, onTestFinished, test } from 'vitest';
import { startDeployment } from '../support/deployment.ts';
import { openEmbedded } from '../support/embedded.ts';
import { behaviourEvent } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { type Answer, idsOf } from '../support/small-shop.ts';

const HOUR_MS = 3_600_000;
const now = Date.now() - 60_000;
const crowd = ['X', 'Y', 'Z'].flatMap((itemId, i) =>
  Array.from({ length: 5 - i }, (_, j) =>
    ['A', itemId].map((id) => [`${itemId}${j}`, id] as const),
  ),
);

/** A deployment of which five people went from A to X, four to Y and three to Z, and the visitor `ada` to A. */
async function openShop() {
  const { log, store, close } = await openEmbedded({ partitions: 2 });
  onTestFinished(close);
  const { app } = await startDeployment({ log, store }, 2);
  let told = 0;
  const tell = async (...acts: readonly Partial<BehaviourEvent>[]) => {
    const records = acts.map((act) => {
      const at = now + ++told;
      const event = behaviourEvent({ id: `e${told}`, at, receivedAt: at, ...act });
      return { key: profileKey(event), value: behaviourEventCodec.encode(event) };
    });
    await log.publisher.publish(topics.behaviourEvents.name, records);
    return now + told;
  };
  await tell(...crowd.flat().map(([userId, itemId]) => ({ userId, itemId })), { itemId: 'A' });
  const answer = async <T>(url: string, body?: object) => {
    const call = body === undefined ? { url } : { method: 'POST' as const, url, payload: body };
    return (await app.inject(call)).json<T>();
  };
  const list = async (query: string, body?: object) =>
    idsOf(await answer<Answer>(`/v1/recommendations${query}`, body));
  return { tell, answer, list };
}

test('what a visitor dismisses is in none of their lists, until they take it back', async () => {
  const { tell, answer, list } = await openShop();
  await eventually('A leads to all three', async () => {
    expect(await list('?userId=ada&n=2')).toEqual(['X', 'Y']);
  });
  const { session } = await answer<{ session: object }>('/v1/profiles?userId=ada');
  const at = await tell(
    { type: 'dismiss', userId: null, anonymousId: 'a1', itemId: 'X' },
    { type: 'identify', anonymousId: 'a1', itemId: null },
    { type: 'dismiss', itemId: 'unheard of' },
    { type: 'dismiss', itemId: 'Y', value: HOUR_MS / 1000 },
  );
  await eventually('X is left out, and the list is as long as before', async () => {
    expect(await list('?userId=ada&n=2')).toEqual(['Y', 'Z']);
    expect(await answer<object>('/v1/profiles?userId=ada')).toMatchObject({ events: 5 });
  });
  const ids = { userId: 'ada', n: 9 };
  expect(await list('', { ...ids, candidates: ['unheard of', 'X', 'Z', 'new'] })).toEqual([
    'Z',
    'new',
  ]);
  expect(await list('?userId=ada&n=2&scenario=raw')).toContain('X');
  expect(await list('?userId=X0&n=9')).toContain('Y');
  const boards = await answer<{ Id: string }[]>('/api/popular?user-id=ada');
  expect(boards.map(({ Id }) => Id)).toEqual(['Y', 'Z']);
  expect(await answer('/api/recommend/ada?n=2')).toEqual(['Y', 'Z']);

  const dismissed = [
    { itemId: 'X', from: at - 3 },
    { itemId: 'unheard of', from: at - 1 },
    { itemId: 'Y', from: at + HOUR_MS },
  ];
  const profile = { dismissed, session };
  expect(await answer('/v1/profiles?userId=ada')).toMatchObject(profile);
  expect(await answer('/v1/users/ada/export')).toMatchObject({ profile });

  await tell({ type: 'retract:dismiss', itemId: 'X' });
  await eventually('X is back', async () => {
    expect(await list('?userId=ada&n=2')).toEqual(['X', 'Y']);
  });
});
