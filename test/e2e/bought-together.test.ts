import { describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { forms, type RunningForm } from '../support/forms.ts';
import { getJson, postJson } from '../support/http.ts';

const line = (itemId: string) => ({ itemId, quantity: 1, price: 10 });

function order(orderId: string, userId: string, ...itemIds: string[]) {
  return { type: 'purchase', orderId, userId, items: itemIds.map(line) };
}

async function post({ ingestUrl }: RunningForm, events: readonly object[]): Promise<void> {
  const answer = await postJson(`${ingestUrl}/v1/events`, { events });
  expect(answer).toMatchObject({ status: 202, body: { accepted: events.length } });
}

describe.each(forms.filter(({ available }) => available))('on $name', ({ start }) => {
  it('the items of the same orders are those bought together', async () => {
    const form = await start();
    const catalogue = ['tent', 'mat', 'lamp', 'rope', 'gone'].map((itemId) => ({
      itemId,
      available: itemId !== 'gone',
    }));
    await postJson(`${form.ingestUrl}/v1/items`, { items: catalogue });
    await post(form, [
      order('o1', 'ada', 'tent', 'mat', 'lamp'),
      order('o2', 'bob', 'tent', 'mat', 'mat', 'gone'),
      order('o3', 'cem', 'tent', 'mat'),
      // One item by itself, in both ways of saying it.
      order('o4', 'dee', 'tent'),
      { type: 'purchase', orderId: 'o5', userId: 'eve', itemId: 'rope' },
      // No orders.
      { type: 'cart', userId: 'eve', items: [line('tent'), line('rope')] },
      { type: 'view', userId: 'eve', itemId: 'lamp' },
    ]);
    // The shop did not hear the answer, and its order has another event id now.
    await post(form, [order('o1', 'ada', 'tent', 'mat', 'lamp')]);
    await post(form, [order('o6', 'ada', 'mat', 'lamp')]);
    const boughtWith = (itemId: string) =>
      getJson(`${form.apiUrl}/v1/items/${itemId}/bought-together`);
    await eventually('all orders are counted', async () => {
      expect(await boughtWith('tent')).toEqual({
        strategy: 'bought-together',
        items: [
          { itemId: 'mat', score: 0.75 },
          { itemId: 'lamp', score: 0.25 },
        ],
      });
      expect(await boughtWith('mat')).toEqual({
        strategy: 'bought-together',
        items: [
          { itemId: 'tent', score: 0.75 },
          { itemId: 'lamp', score: 0.5 },
        ],
      });
      expect(await boughtWith('rope')).toEqual({
        strategy: 'none',
        items: [],
        emptyBecause: 'NEVER_BOUGHT_TOGETHER',
      });
    });
    expect(await boughtWith('gone')).toMatchObject({
      items: [
        { itemId: 'mat', score: 1 },
        { itemId: 'tent', score: 1 },
      ],
    });
  });
});
