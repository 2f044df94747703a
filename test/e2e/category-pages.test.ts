import { describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { forms } from '../support/forms.ts';
import { crowd, idsOf, openShopFront } from '../support/shop-front.ts';

const camp = { categories: ['camp'] };
const shoes = { categories: ['shoes'] };

const hats = Array.from({ length: 41 }, (_, i) => `hat ${i}`);

describe.each(forms.filter(({ available }) => available))('pages of a category ($name)', (form) => {
  it('are put into the visitor’s order, and stand in for what nobody knows yet', async () => {
    const shop = await openShopFront(form);
    await shop.stock([
      { itemId: 'tent', ...camp },
      { itemId: 'mat', ...camp },
      { itemId: 'lamp', ...camp },
      { itemId: 'stove', ...camp },
      { itemId: 'boots', ...shoes },
      { itemId: 'socks', ...shoes },
      { itemId: 'clogs', ...shoes },
      ...hats.map((itemId) => ({ itemId, categories: ['hats'] })),
    ]);
    // Most look at the lamp, and at boots; those who look at the tent go on to the mat.
    await shop.walk({
      ...crowd('lamp', 20, ['lamp']),
      ...crowd('boots', 15, ['boots']),
      ...crowd('socks', 5, ['socks']),
      ...crowd('camper', 8, ['tent', 'mat']),
      newcomer: ['tent'],
    });
    await shop.untilVisited({ lamp: 20, boots: 15, socks: 5, tent: 9, mat: 8 });
    const listing = async (category: string, fields: object = {}) =>
      idsOf(await shop.ask({ scenario: 'listing', category, ...fields }));

    await eventually('the way from tent to mat is known', async () => {
      const personal = await listing('camp', { userId: 'newcomer' });
      expect(personal[0]).toBe('mat');
      expect(personal.toSorted()).toEqual(['lamp', 'mat', 'stove', 'tent']);
    });
    expect(await listing('camp')).toEqual(['lamp', 'tent', 'mat', 'stove']);
    expect(await listing('shoes')).toEqual(['boots', 'socks', 'clogs']);
    expect(await listing('shoes', { userId: 'newcomer', n: 1 })).toEqual(['boots']);
    expect(await shop.ask({ scenario: 'listing', category: 'toys' })).toMatchObject({
      strategy: 'none',
      items: [],
      emptyBecause: 'CATEGORY_EMPTY',
    });

    // Nobody has seen the clogs: their category first, then the site, led by the lamp.
    const cold = idsOf(await shop.ask({ scenario: 'product', itemId: 'clogs' }));
    expect(cold.slice(0, 3)).toEqual(['boots', 'socks', 'lamp']);
    expect(cold).not.toContain('clogs');
    expect(idsOf(await shop.get('items/clogs/similar?n=2'))).toEqual(['boots', 'socks']);
    // All of a category, more of it than is like the item, come before anything else.
    const hat = idsOf(await shop.ask({ scenario: 'product', itemId: 'hat 0', n: 41 }));
    expect(new Set(hat.slice(0, 40))).toEqual(new Set(hats.slice(1)));
    expect(hat[40]).toBe('lamp');
    // What people went on to from the tent goes before its category.
    const warm = idsOf(await shop.ask({ scenario: 'product', itemId: 'tent' }));
    expect(warm[0]).toBe('mat');

    await shop.send([
      {
        type: 'purchase',
        userId: 'newcomer',
        orderId: 'o1',
        items: [{ itemId: 'lamp', quantity: 1, price: 9 }],
      },
    ]);
    await eventually('what was bought is not listed', async () => {
      const after = await listing('camp', { userId: 'newcomer' });
      expect(after.toSorted()).toEqual(['mat', 'stove', 'tent']);
    });
    expect(await shop.refusal({ category: 'camp' })).toEqual({
      status: 400,
      code: 'PARAMETER_INVALID',
    });
  });
});
