import { decodeRecommId } from '@freshet/events';
import { expect, test } from 'vitest';
import { NOW, openApi } from '../support/api.ts';
import { type Answer, idsOf, openShop } from '../support/small-shop.ts';

test('what others visited next leads, with the visited item as the reason', async () => {
  const api = await openShop();
  const answer = await api.get<Answer>('/v1/recommendations?userId=visitor&explain=true');
  expect(answer).toMatchObject({ strategy: 'co-visitation', fallback: false });
  expect(answer.items[0]).toMatchObject({
    itemId: 'X',
    reasons: [{ type: 'co-visited', itemId: 'A', share: 1 }],
  });
  expect(answer.items[1]).toMatchObject({ reasons: [{ type: 'trending' }] });
  expect(answer.degraded).toBeUndefined();
});

test('what the visitor looks at is not in the list, and scores fall', async () => {
  const api = await openShop();
  const answer = await api.get<Answer>('/v1/recommendations?userId=visitor');
  expect(idsOf(answer).toSorted()).toEqual(['B', 'P', 'X', 'Y']);
  const scores = answer.items.map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  expect(answer.items[0]).not.toHaveProperty('reasons');
});

test.for(['userId=nobody', 'anonymousId=visitor', ''])(
  'an unknown visitor (%s) gets what is trending, said to be a fallback',
  async (visitor) => {
    const api = await openShop();
    const answer = await api.get<Answer>(`/v1/recommendations?${visitor}`);
    expect(answer).toMatchObject({ strategy: 'trending', fallback: true });
    expect(idsOf(answer)).toContain('P');
    expect(idsOf(answer)[0]).toBe('P');
  },
);

test('the raw scenario bans nothing: the item looked at may come back', async () => {
  const api = await openShop();
  const answer = await api.get<Answer>('/v1/recommendations?userId=visitor&scenario=raw');
  expect(idsOf(answer)).toContain('A');
  const { slots } = await api.post<{ slots: Record<string, Answer> }>('/v1/recommendations', {
    session: ['A'],
    slots: { raw: { scenario: 'raw' }, home: {} },
  });
  expect(idsOf(slots['raw']!)).toContain('A');
  expect(idsOf(slots['home']!)).not.toContain('A');
});

test('an answer as of a time half a year on knows the visitor no more', async () => {
  const api = await openShop();
  const path = '/v1/recommendations?userId=visitor';
  const soon = await api.get<Answer>(`${path}&at=${NOW}`);
  expect(soon.strategy).toBe('co-visitation');
  const late = await api.get<Answer>(`${path}&at=${NOW + 181 * 86_400_000}`);
  expect(late.strategy).toBe('trending');
});

test('an answer as of a time sees items as old as they are then', async () => {
  const api = await openShop();
  const scoreAt = async (at: number) => {
    const body = { session: ['A'], at, n: 1 };
    return (await api.post<Answer>('/v1/recommendations', body)).items[0]!.score;
  };
  expect(await scoreAt(NOW + 86_400_000)).toBeLessThan(await scoreAt(NOW));
});

test.for(['scenario=raw', 'at=1'])('%s is for programs on this machine only', async (query) => {
  const api = await openShop();
  const url = `/v1/recommendations?userId=visitor&${query}`;
  const answer = await api.app.inject({ url, remoteAddress: '192.0.2.1' });
  expect(answer.statusCode).toBe(403);
  expect(answer.json()).toMatchObject({ code: 'ADMIN_LOCAL_ONLY' });
  const [name = '', value] = query.split('=');
  const payload = { session: ['A'], [name]: name === 'at' ? Number(value) : value };
  const posted = await api.app.inject({
    method: 'POST',
    url: '/v1/recommendations',
    headers: { 'x-forwarded-for': '192.0.2.1' },
    payload,
  });
  expect(posted.statusCode).toBe(403);
});

test('an answer names itself anew each time', async () => {
  const api = await openShop();
  const [one, two] = await Promise.all([
    api.get<Answer>('/v1/recommendations'),
    api.get<Answer>('/v1/recommendations'),
  ]);
  expect(one.recommId).not.toBe(two.recommId);
});

test('the id of an answer says, to who has the key, how it was made', async () => {
  const api = await openShop();
  const path = '/v1/recommendations?userId=visitor&scenario=product&itemId=tent&n=2';
  const { recommId, strategy, items } = await api.get<Answer>(path);
  expect(decodeRecommId(recommId, api.signer)).toMatchObject({
    site: 'default',
    at: NOW,
    strategy,
    scenario: 'product',
    n: items.length,
    experiment: null,
  });
});

test('an empty site says so: strategy none', async () => {
  const api = await openApi();
  const answer = await api.get<Answer>('/v1/recommendations?userId=visitor');
  expect(answer).toMatchObject({ strategy: 'none', fallback: true, items: [] });
});

test('a session in the body stands for the profile, newest item last', async () => {
  const api = await openShop();
  const body = { userId: 'visitor', session: ['A', 'B'], explain: true };
  const answer = await api.post<Answer>('/v1/recommendations', body);
  expect(idsOf(answer).slice(0, 2)).toEqual(['Y', 'X']);
  expect(idsOf(answer)).not.toContain('B');
  // Seen, but not what is looked at now: whether people come back is for the ranker to say.
  expect(idsOf(answer)).toContain('A');
});

test('what the session has seen may come back', async () => {
  const api = await openShop();
  const answer = await api.post<Answer>('/v1/recommendations', { session: ['X', 'A', 'B'] });
  expect(idsOf(answer)).toEqual(expect.arrayContaining(['Y', 'X', 'A']));
});

test('on a product page the page’s item leads and is never in the list', async () => {
  const api = await openShop();
  const path = '/v1/recommendations?userId=visitor&scenario=product&itemId=B';
  const answer = await api.get<Answer>(path);
  expect(idsOf(answer)[0]).toBe('Y');
  expect(idsOf(answer)).not.toContain('B');
});

test('excluded items are left out, and the list is filled with others', async () => {
  const api = await openShop();
  const path = '/v1/recommendations?userId=visitor&n=2&exclude=X&exclude=P';
  const answer = await api.get<Answer>(path);
  expect(idsOf(answer)).toHaveLength(2);
  expect(idsOf(answer)).not.toContain('X');
  expect(idsOf(answer)).not.toContain('P');
});

test('several slots in one call share no item', async () => {
  const api = await openShop();
  const body = { userId: 'visitor', slots: { top: { n: 2 }, below: { n: 2, explain: true } } };
  const { slots } = await api.post<{ slots: Record<string, Answer> }>('/v1/recommendations', body);
  expect(Object.keys(slots)).toEqual(['top', 'below']);
  expect(idsOf(slots['top']!)[0]).toBe('X');
  const all = [...idsOf(slots['top']!), ...idsOf(slots['below']!)];
  expect(all.toSorted()).toEqual(['B', 'P', 'X', 'Y']);
  expect(slots['below']!.strategy).toBe('trending');
});

test('with a catalogue only its available items are served', async () => {
  const api = await openShop();
  await api.catalogue({ X: { available: false }, Y: {}, B: {}, unvisited: {} });
  const answer = await api.get<Answer>('/v1/recommendations?userId=visitor');
  expect(idsOf(answer).toSorted()).toEqual(['B', 'Y', 'unvisited']);
  await api.catalogue({ X: { available: true }, Y: null });
  const later = await api.get<Answer>('/v1/recommendations?userId=visitor');
  expect(idsOf(later).toSorted()).toEqual(['B', 'X', 'unvisited']);
  expect(idsOf(later)[0]).toBe('X');
});

test('requests, fallbacks and table sizes are counted', async () => {
  const api = await openShop();
  await api.get('/v1/recommendations?userId=visitor');
  await api.get('/v1/recommendations?userId=nobody');
  const text = await api.registry.metrics();
  const request = 'route="GET /v1/recommendations",status="200",strategy="co-visitation"';
  expect(text).toContain(`freshet_api_request_duration_seconds_count{${request}} 1`);
  expect(text).toContain('freshet_api_fallbacks_total{strategy="trending",degraded="false"} 1');
  expect(text).toContain('freshet_api_store_read_duration_seconds_count{state="profile"} 2');
  expect(text).toContain('freshet_api_items 5');
});
