import { describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { forms, type RunningForm } from '../support/forms.ts';
import { getJson, postJson } from '../support/http.ts';

interface List {
  readonly items: readonly { itemId: string; score: number | null }[];
}

const MINUTE_MS = 60_000;
const idsOf = ({ items }: List) => items.map(({ itemId }) => itemId);

/** A catalogue of five; `gone` is sold out. */
async function fillCatalogue({ ingestUrl }: RunningForm, now: number): Promise<void> {
  const items = [
    { itemId: 'tent', categories: ['camp'], price: 200, publishedAt: now - 3 * MINUTE_MS },
    { itemId: 'mat', categories: ['camp'], price: 30, publishedAt: now - 2 * MINUTE_MS },
    { itemId: 'boots', categories: ['shoes'], price: 120, publishedAt: now - MINUTE_MS },
    { itemId: 'socks', categories: ['shoes'], price: 9 },
    { itemId: 'gone', categories: ['camp'], price: 1, available: false, publishedAt: now },
  ];
  const answer = await postJson(`${ingestUrl}/v1/items`, { items });
  expect(answer).toMatchObject({ status: 202, body: { accepted: 5 } });
}

/**
 * Ten visitors went from tent to mat forty minutes ago, three looked at boots just now, one at what is
 * sold out.
 */
async function visit({ ingestUrl }: RunningForm, now: number): Promise<void> {
  const earlier = now - 40 * MINUTE_MS;
  const view = (userId: string, itemId: string, occurredAt: number) => ({
    type: 'view',
    userId,
    itemId,
    occurredAt,
  });
  const events = [
    ...Array.from({ length: 10 }, (_, i) => [
      view(`camper ${i}`, 'tent', earlier),
      view(`camper ${i}`, 'mat', earlier + 1_000),
    ]).flat(),
    ...Array.from({ length: 3 }, (_, i) => view(`walker ${i}`, 'boots', now)),
    view('late', 'gone', now),
    view('newcomer', 'tent', now),
  ];
  const answer = await postJson(`${ingestUrl}/v1/events`, { events });
  expect(answer).toMatchObject({ status: 202, body: { accepted: events.length } });
}

async function untilApplied({ apiUrl }: RunningForm): Promise<void> {
  const visits = { tent: 11, mat: 10, boots: 3, gone: 1 };
  await eventually('every visit is counted', async () => {
    for (const [itemId, count] of Object.entries(visits)) {
      const item = await getJson<{ visits: number; catalogue: object | null }>(
        `${apiUrl}/v1/items/${itemId}`,
      );
      expect([itemId, item.visits, item.catalogue]).toEqual([itemId, count, expect.anything()]);
    }
  });
}

describe.each(forms.filter(({ available }) => available))('over HTTP ($name)', ({ start }) => {
  it('every list is what a small shop must get', async () => {
    const form = await start();
    const now = Date.now();
    await fillCatalogue(form, now);
    await visit(form, now);
    await untilApplied(form);
    const get = async (path: string) => idsOf(await getJson<List>(`${form.apiUrl}/v1/${path}`));
    const post = async (fields: object) => {
      const url = `${form.apiUrl}/v1/recommendations`;
      const { status, body } = await postJson(url, { userId: 'newcomer', ...fields });
      expect(status, JSON.stringify(body)).toBe(200);
      return idsOf(body as List);
    };

    // Boards are made anew each second.
    await eventually('trending knows the last visit', async () => {
      expect(await get('trending?window=5m')).toEqual(['boots', 'tent', 'mat']);
    });
    // 11 and 10 visits, all but one of them 40 minutes old: after a day's half-life still the most.
    expect(await get('trending?window=24h')).toEqual(['tent', 'mat', 'boots']);
    expect(await get('trending?window=24h&category=shoes')).toEqual(['boots']);
    expect(await get('popular')).toEqual(['tent', 'mat', 'boots']);
    expect(await get('popular?category=camp&n=1')).toEqual(['tent']);
    expect(await get('latest')).toEqual(['boots', 'mat', 'tent']);
    expect(await get('latest?category=camp')).toEqual(['mat', 'tent']);
    expect(await get('items/tent/similar?n=1')).toEqual(['mat']);

    // The newcomer looks at the tent.
    expect((await post({}))[0]).toBe('mat');
    expect((await post({})).toSorted()).toEqual(['boots', 'mat', 'socks']);
    expect((await post({ filter: 'item.price < 50' })).toSorted()).toEqual(['mat', 'socks']);
    expect((await post({ exclude: ['mat'] })).toSorted()).toEqual(['boots', 'socks']);
    expect(await post({ candidates: ['socks', 'gone', 'mat', 'tent'] })).toEqual(['mat', 'socks']);
    expect(await post({})).toEqual(['mat', 'boots', 'socks']);
    const cheap = { filter: 'item.price < 10', factor: 100 };
    const dear = { filter: 'item.price > 100', factor: 0.01 };
    expect(await post({ boost: [cheap, dear] })).toEqual(['mat', 'socks', 'boots']);

    const act = async (event: object) => {
      const { status } = await postJson(`${form.ingestUrl}/v1/events`, {
        userId: 'newcomer',
        ...event,
      });
      expect(status).toBe(202);
    };
    await act({ type: 'cart', itemId: 'mat' });
    await act({ type: 'view', itemId: 'socks' });
    await eventually('the newcomer looks at socks', async () => {
      expect((await post({})).toSorted()).toEqual(['boots', 'mat', 'tent']);
    });
    const product = { scenario: 'product', itemId: 'boots' };
    expect((await post(product)).toSorted()).toEqual(['socks', 'tent']);
    expect((await post({ scenario: 'cart' })).toSorted()).toEqual(['boots', 'socks', 'tent']);
    await act({
      type: 'purchase',
      orderId: 'o1',
      items: [{ itemId: 'mat', quantity: 1, price: 30 }],
    });
    await act({ type: 'view', itemId: 'socks' });
    await eventually('what was bought is not shown', async () => {
      expect((await post({})).toSorted()).toEqual(['boots', 'tent']);
    });
  });
});
