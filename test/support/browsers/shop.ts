import { expect } from 'vitest';
import { eventually } from '../eventually.ts';
import type { RunningForm } from '../forms.ts';
import { getJson, postJson } from '../http.ts';

const ITEMS = 40;

/** A catalogue of forty items, each of which a few visitors have been with. */
export async function openShop({
  apiUrl,
  ingestUrl,
}: Pick<RunningForm, 'apiUrl' | 'ingestUrl'>): Promise<void> {
  const itemIds = Array.from({ length: ITEMS }, (_, i) => `item-${i}`);
  const items = itemIds.map((itemId, i) => ({
    itemId,
    categories: [`shelf-${i % 4}`],
    price: i + 1,
  }));
  expect(await postJson(`${ingestUrl}/v1/items`, { items })).toMatchObject({ status: 202 });
  const events = itemIds.flatMap((itemId, i) => [
    { type: 'view', userId: `early ${i % 7}`, itemId },
    { type: 'view', userId: `early ${(i + 1) % 7}`, itemId },
  ]);
  expect(await postJson(`${ingestUrl}/v1/events`, { events })).toMatchObject({ status: 202 });
  await eventually('the shop has all its items to show', async () => {
    const { items: list } = await getJson<{ items: object[] }>(
      `${apiUrl}/v1/recommendations?n=${ITEMS}`,
    );
    expect(list).toHaveLength(ITEMS);
  });
}
