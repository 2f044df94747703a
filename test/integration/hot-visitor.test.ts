import { FIRST_NAMESPACE } from '@freshet/events';
import { itemCodec, itemRef, profileCodec, profileRef } from '@freshet/store';
import { expect, it } from 'vitest';
import { NEIGHBOURS_MAX } from '../../packages/recommend/src/neighbours.ts';
import { AFFINITY_ITEMS_MAX, RECENT_IDS_MAX } from '../../packages/recommend/src/profile.ts';
import { SESSION_VISITS_MAX } from '../../packages/recommend/src/session.ts';
import { eventually } from '../support/eventually.ts';
import { openIngest } from '../support/ingest.ts';
import { startWatchedWorker } from '../support/worker.ts';

/** Events of one profile that a request may carry. */
const PER_REQUEST = 64;
const REQUESTS = 30;
const space = { namespace: FIRST_NAMESPACE, partitions: 4 };

/** Between visits of the tent one of a new item each time. */
const visitOf = (n: number) => ({
  id: `bot-${n}`,
  type: 'view',
  userId: 'bot',
  itemId: n % 2 === 0 ? 'tent' : `item-${n}`,
});

it('a flood of one visitor leaves every list at its bound, and others are counted meanwhile', async () => {
  const { app, log, store } = await openIngest();
  await startWatchedWorker(log, store);
  const post = async (events: readonly object[]) => {
    const answer = await app.inject({ method: 'POST', url: '/v1/events', payload: { events } });
    return answer.json<{ accepted: number; rejected: { index: number; code: string }[] }>();
  };
  for (let request = 0; request < REQUESTS; request++) {
    const flood = Array.from({ length: PER_REQUEST + 1 }, (_, i) =>
      visitOf(request * PER_REQUEST + i),
    );
    const other = { id: `ada-${request}`, type: 'view', userId: 'ada', itemId: 'stove' };
    expect(await post([...flood, other])).toMatchObject({
      accepted: PER_REQUEST + 1,
      rejected: [{ index: PER_REQUEST, code: 'PROFILE_TOO_MANY' }],
    });
  }
  const profileOf = async (userId: string) => {
    const visitor = { site: 'default', userId, anonymousId: null };
    const [value] = await store.get([profileRef(space, visitor)]);
    return profileCodec.decode(value!);
  };
  await eventually('all is counted', async () => {
    expect((await profileOf('bot')).events).toBe(REQUESTS * PER_REQUEST);
    expect((await profileOf('ada')).events).toBe(REQUESTS);
  });
  const { session, items, recentIds } = await profileOf('bot');
  expect([session.length, items.length, recentIds.length]).toEqual([
    SESSION_VISITS_MAX,
    AFFINITY_ITEMS_MAX,
    RECENT_IDS_MAX,
  ]);
  await eventually('the hot item has met every other', async () => {
    const [value] = await store.get([itemRef(space, 'default', 'tent')]);
    const tent = itemCodec.decode(value!);
    expect(tent.visits).toBe((REQUESTS * PER_REQUEST) / 2);
    expect(tent.neighbours.hashes.length).toBeGreaterThan(NEIGHBOURS_MAX / 4);
    expect(tent.neighbours.hashes.length).toBeLessThanOrEqual(NEIGHBOURS_MAX);
  });
});
