import { describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { forms } from '../support/forms.ts';
import { crowd, idsOf, openShopFront, type ShopAnswer } from '../support/shop-front.ts';
import { postJson } from '../support/http.ts';

describe.each(forms.filter(({ available }) => available))('steered lists ($name)', (form) => {
  it('are what a small shop must get, by session, slot, boost, likeness and reason', async () => {
    const shop = await openShopFront(form);
    const ids = ['A', 'T', 'T1', 'T2', 'T3', 'S', 'S1', 'P', 'B', 'Y'];
    await shop.stock([
      ...ids.map((itemId) => ({ itemId, price: 50 })),
      { itemId: 'new', price: 5 },
    ]);
    // From A by T to three things, by S to one; P is what most look at; from B five go on to Y.
    await shop.walk({
      ...crowd('t1', 20, ['A', 'T', 'T1']),
      ...crowd('t2', 15, ['A', 'T', 'T2']),
      ...crowd('t3', 10, ['A', 'T', 'T3']),
      ...crowd('s1', 8, ['A', 'S', 'S1']),
      ...crowd('p', 60, ['P']),
      ...crowd('b', 5, ['B', 'Y']),
    });
    await shop.untilVisited({
      A: 53,
      T: 45,
      T1: 20,
      T2: 15,
      T3: 10,
      S: 8,
      S1: 8,
      P: 60,
      B: 5,
      Y: 5,
    });
    const ask = async (body: object) => idsOf(await shop.ask(body));

    await eventually('the ways are known', async () => {
      expect(await ask({ session: ['B'], n: 1 })).toEqual(['Y']);
      expect(await ask({ session: ['A'], n: 1 })).toEqual(['T']);
    });
    expect((await ask({ session: ['A', 'B'], n: 2 }))[0]).toBe('Y');
    expect(idsOf(await shop.get('items/B/similar?n=1'))).toEqual(['Y']);
    expect(idsOf(await shop.get('popular?n=2'))).toEqual(['P', 'A']);

    // Unlike things before more of the same: T1 to T3 share their ways, S1 has its own.
    const onward = { session: ['A'], candidates: ['T1', 'T2', 'T3', 'S1'] };
    expect(await ask(onward)).toEqual(['T1', 'T2', 'T3', 'S1']);
    expect(await ask({ ...onward, diversity: 1 })).toEqual(['T1', 'S1', 'T2', 'T3']);
    expect(await ask({ ...onward, diversity: 1, n: 2 })).toEqual(['T1', 'S1']);
    // What is named twice comes once.
    expect(await ask({ session: ['B'], candidates: ['P', 'Y', 'P', 'Y', 'B'] })).toEqual([
      'Y',
      'P',
    ]);

    // Nobody has seen it, so its score is below 0; times 100 is ln 100 more.
    const scoreOf = ({ items }: ShopAnswer) => items.find(({ itemId }) => itemId === 'new')!.score;
    const boost = [{ filter: 'item.price < 10', factor: 100 }];
    const plain = await shop.ask({ session: ['B'], n: 20 });
    const boosted = await shop.ask({ session: ['B'], n: 20, boost });
    expect(scoreOf(plain)).toBeLessThan(0);
    expect(scoreOf(boosted) - scoreOf(plain)).toBeCloseTo(Math.log(100), 3);
    expect(idsOf(boosted).indexOf('new')).toBeLessThan(idsOf(plain).indexOf('new'));

    // Three lists of one page share nothing, and the page's item is in none.
    const product = { scenario: 'product', itemId: 'A', n: 3 };
    const body = { session: ['B'], slots: { top: product, side: product, below: product } };
    const answer = await postJson(`${shop.form.apiUrl}/v1/recommendations`, body);
    const { slots } = answer.body as { slots: Record<string, ShopAnswer> };
    const shown = Object.values(slots).flatMap(idsOf);
    expect(shown).toHaveLength(9);
    expect(new Set(shown).size).toBe(9);
    expect(shown).not.toContain('A');

    const explained = await shop.ask({ session: ['B'], explain: true });
    const [first] = explained.items;
    expect(first).toMatchObject({
      itemId: 'Y',
      reasons: [{ type: 'co-visited', itemId: 'B', share: 1 }],
    });
    for (const { score, features } of explained.items) {
      const sum = Object.values(features!).reduce((total, one) => total + one, 0);
      expect(sum).toBeCloseTo(score, 3);
      for (const feature of Object.keys(features!))
        expect(explained.weights).toHaveProperty(feature);
    }

    expect(await shop.ask({ session: ['A'], exclude: [...ids, 'new'] })).toMatchObject({
      strategy: 'none',
      items: [],
      emptyBecause: 'ALL_EXCLUDED',
    });
  });
});
