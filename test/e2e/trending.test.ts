import { describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { forms } from '../support/forms.ts';
import { idsOf, openShopFront } from '../support/shop-front.ts';

const MINUTE_MS = 60_000;

describe.each(forms.filter(({ available }) => available))('trending ($name)', (form) => {
  it('rises with visits and falls with event time, by window and category', async () => {
    const shop = await openShopFront(form);
    const now = Date.now();
    await shop.stock([
      { itemId: 'tent', categories: ['camp'] },
      { itemId: 'boots', categories: ['shoes'] },
      { itemId: 'mat', categories: ['camp'] },
      { itemId: 'lamp', categories: ['camp'] },
    ]);
    const visit = (itemId: string, count: number, minutesAgo: number) =>
      shop.send(
        Array.from({ length: count }, (_, i) => ({
          type: 'view',
          userId: `${itemId} ${minutesAgo} ${i}`,
          itemId,
          occurredAt: now - minutesAgo * MINUTE_MS,
        })),
      );
    /** Boards are made anew each second. */
    const trends = (lists: Readonly<Record<string, readonly string[]>>) =>
      eventually('boards know the last visit', async () => {
        for (const [query, ids] of Object.entries(lists)) {
          expect([query, idsOf(await shop.get(`trending?window=${query}`))]).toEqual([query, ids]);
        }
      });

    await visit('tent', 5, 60);
    await trends({ '5m': ['tent'], '1h': ['tent'], '24h': ['tent'] });

    // Half an hour later the five visits are worth 0.08, 3.5 and 4.9.
    await visit('boots', 3, 30);
    await trends({ '5m': ['boots', 'tent'], '1h': ['tent', 'boots'], '24h': ['tent', 'boots'] });

    // By now they are worth 0.001, 2.5 and 4.9, the three 0.05, 2.1 and 2.9.
    await visit('mat', 2, 0);
    await trends({
      '5m': ['mat', 'boots', 'tent'],
      '1h': ['tent', 'boots', 'mat'],
      '24h': ['tent', 'boots', 'mat'],
      '5m&category=camp': ['mat', 'tent'],
      '1h&category=camp': ['tent', 'mat'],
      '24h&category=shoes': ['boots'],
    });

    await visit('mat', 4, 0.01);
    await trends({
      '5m': ['mat', 'boots', 'tent'],
      '1h': ['mat', 'tent', 'boots'],
      '24h': ['mat', 'tent', 'boots'],
    });
    expect(await shop.get('trending?category=hats')).toMatchObject({
      items: [],
      emptyBecause: 'CATEGORY_EMPTY',
    });
    const none = await shop.get(`trending?filter=${encodeURIComponent('item.price > 0')}`);
    expect(none).toMatchObject({ items: [], emptyBecause: 'FILTER_MATCHES_NOTHING' });
    const unseen = await shop.get(`popular?filter=${encodeURIComponent('item.itemId == "lamp"')}`);
    expect(unseen).toMatchObject({ items: [], emptyBecause: 'NOTHING_RANKED' });
  });
});
