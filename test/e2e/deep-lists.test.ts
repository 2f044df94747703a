import { describe, expect, it } from 'vitest';
import { forms } from '../support/forms.ts';
import { idsOf, openShopFront, type ShopAnswer, type ShopFront } from '../support/shop-front.ts';

const ITEMS = 50_000;
const RARE_EACH = 100;
const PAGES = 20;

/** Every hundredth is rare and cheap. */
const items = Array.from({ length: ITEMS }, (_, i) => {
  const isRare = i % RARE_EACH === 7;
  return {
    itemId: `item ${i}`,
    price: isRare ? 5 : 50,
    categories: [isRare ? 'rare' : 'common'],
  };
});
const rare = new Set(items.filter(({ price }) => price < 10).map(({ itemId }) => itemId));

/** All that twenty pages have, visits to what has not been shown coming in before each. */
async function pagesOf(shop: ShopFront, body: object): Promise<readonly (readonly string[])[]> {
  const pages: string[][] = [];
  let answer: ShopAnswer = await shop.ask({ ...body, page: true });
  pages.push(idsOf(answer));
  while (pages.length < PAGES) {
    const page = pages.length;
    const risen = ITEMS - 93 - page * RARE_EACH;
    await shop.send([
      ...Array.from({ length: 20 }, (_, i) => ({
        type: 'view',
        userId: `late ${page} ${i}`,
        itemId: `item ${risen}`,
      })),
      { type: 'view', userId: 'walker', itemId: `item ${page}` },
    ]);
    answer = await shop.ask({ ...body, cursor: answer.next });
    pages.push(idsOf(answer));
  }
  return pages;
}

describe.each(forms.filter(({ available }) => available))('50,000 items ($name)', (form) => {
  it('a strict filter fills the list, and twenty pages go through it without a repeat', async () => {
    const shop = await openShopFront(form);
    await shop.stock(items);
    await shop.send([{ type: 'view', userId: 'walker', itemId: 'item 0' }]);
    const filter = 'item.price < 10';
    const strict = idsOf(await shop.ask({ userId: 'walker', filter, n: 500 }));
    expect(strict).toHaveLength(500);
    expect(new Set(strict)).toEqual(rare);

    for (const body of [
      { userId: 'walker', filter },
      { userId: 'walker', scenario: 'listing', category: 'rare' },
      { userId: 'walker' },
    ]) {
      const pages = await pagesOf(shop, body);
      const sizes = pages.map(({ length }) => length);
      expect(sizes, JSON.stringify(body)).toEqual(Array.from({ length: PAGES }, () => 20));
      const shown = pages.flat();
      expect(new Set(shown).size, JSON.stringify(body)).toBe(PAGES * 20);
      if ('filter' in body || 'category' in body) {
        expect(shown.every((itemId) => rare.has(itemId))).toBe(true);
      }
    }

    const { next } = await shop.ask({ userId: 'walker', page: true });
    const code = async (body: object) => (await shop.refusal(body)).code;
    expect(await code({ userId: 'other', cursor: next })).toBe('CURSOR_OF_OTHER_VISITOR');
    expect(await code({ userId: 'walker', cursor: `${next!.slice(0, -2)}AA` })).toBe(
      'CURSOR_INVALID',
    );
    const none = await shop.ask({ userId: 'walker', filter: 'item.properties.size > 3' });
    expect(none).toMatchObject({ items: [], emptyBecause: 'FILTER_MATCHES_NOTHING' });
  });
});
