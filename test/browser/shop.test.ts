import { expect, it } from 'vitest';
import { describeInChromium } from '../support/chromium.ts';
import { categoryOf, openDemoShop, untilKnown } from '../support/demo-shop.ts';
import { eventually } from '../support/eventually.ts';
import { getJson, postJson } from '../support/http.ts';

interface Items {
  readonly known: number;
  readonly catalogued: number;
}

describeInChromium('the demo shop', () => {
  it('shows items of a category after the first view of one, and says why', async () => {
    const { url, page, open, shown } = await openDemoShop();
    await open('/');
    const because = () => page.locator('.why .because').allTextContents();
    await eventually('the API knows the shop', async () => {
      expect((await getJson<Items>(`${url}/v1/items`)).catalogued).toBeGreaterThan(6);
    });
    await open('/');
    await shown();
    expect(await page.textContent('[data-panel=why] .badge')).toBe('catalogue order');
    expect(await because()).toEqual(Array(6).fill('not looked at by anybody yet'));
    await open('/items/stove');
    await untilKnown(page, 'Two-ring stove');
    await open('/');
    const six = await shown();
    expect(six).toHaveLength(6);
    expect(new Set(six.map(categoryOf))).toEqual(new Set(['kitchen']));
    expect(six).not.toContain('stove');
    expect(await because()).toHaveLength(6);
    for (const reason of await because()) expect(reason).toMatch(/^\d+ % like Two-ring stove$/);
  });

  it('knows of the click that a recommendation was followed by, and where it stood', async () => {
    const { url, page, open, shown } = await openDemoShop();
    await open('/items/tent');
    const [, second] = await shown();
    const recommId = await page.getAttribute('freshet-recommendations ul', 'data-recomm-id');
    const clicked = page.waitForRequest((request) => {
      const body = request.method() === 'POST' ? (request.postData() ?? '') : '';
      return body.includes('"click"');
    });
    await page.click(`[data-item="${second}"] a`);
    const { events } = (await clicked).postDataJSON() as { events: readonly object[] };
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'click', itemId: second, recommId, position: 2 }),
    );
    await page.waitForURL(`${url}/items/${second}`);
  });

  it('takes an order, which the profile knows of, and recommends nothing that lies in the cart', async () => {
    const { page, open, shown } = await openDemoShop();
    await open('/items/kettle');
    await page.click('button:has-text("Add to cart")');
    await page.waitForURL('**/cart');
    expect(await page.textContent('.bar .count')).toContain('1');
    await eventually('what lies in the cart is not recommended', async () =>
      expect(await shown()).not.toContain('kettle'),
    );
    await page.click('text=To checkout');
    await page.click('button:has-text("Order for")');
    await page.waitForURL('**/thank-you');
    await eventually('the panel says that the order was sent', async () => {
      const acts = await page.locator('.acts li').allTextContents();
      expect(acts).toContain('purchaseEnamel kettlesent');
      expect(acts).toContain('cartEnamel kettlesent');
    });
    expect(await page.textContent('.bar .count')).toContain('0');
  });

  it('can be gone through without JavaScript', async () => {
    const { page, open } = await openDemoShop({ javaScriptEnabled: false });
    await open('/');
    await page.click('nav >> text=Camp kitchen');
    await page.click('main >> text=Enamel mug');
    await page.click('button:has-text("Add to cart")');
    await page.click('button[aria-label="One more: Enamel mug"]');
    expect(await page.textContent('.total')).toContain('€24.00');
    await page.click('text=To checkout');
    await page.click('button:has-text("Order for €24.00")');
    expect(await page.textContent('h1')).toBe('Thank you');
    await page.fill('#q', 'kettle');
    await page.click('button:has-text("Search")');
    expect(await page.textContent('[role=status]')).toMatch(/^\d+ found$/);
  });

  it('is not there beside items of the user, and puts none of its own into their catalogue', async () => {
    const { url, page, open } = await openDemoShop();
    await postJson(`${url}/v1/items`, { items: [{ itemId: 'mine', title: 'Mine' }] });
    await eventually('the API knows it', async () =>
      expect(await getJson<Items>(`${url}/v1/items`)).toMatchObject({ catalogued: 1 }),
    );
    for (const path of ['/', '/items/tent', '/cart']) {
      await open(path);
      expect(await page.textContent('h1')).toBe('Freshet is running with items of your own');
    }
    expect(await getJson<Items>(`${url}/v1/items`)).toMatchObject({ known: 1, catalogued: 1 });
  });

  it('is not there either where items without a catalogue have been visited', async () => {
    const { url, page, open } = await openDemoShop();
    await postJson(`${url}/v1/events`, { type: 'view', userId: 'ada', itemId: 'mine' });
    await eventually('the API knows it', async () =>
      expect(await getJson<Items>(`${url}/v1/items`)).toMatchObject({ known: 1 }),
    );
    await open('/');
    expect(await page.textContent('h1')).toBe('Freshet is running with items of your own');
    expect(await getJson<Items>(`${url}/v1/items`)).toMatchObject({ catalogued: 0 });
  });

  it('closes when items of others come', async () => {
    const { url, page, open } = await openDemoShop();
    await open('/');
    expect(await page.textContent('h1')).toContain('garden bench');
    await postJson(`${url}/v1/items`, { items: [{ itemId: 'mine', title: 'Mine' }] });
    await eventually('it has noticed', async () => {
      await open('/');
      expect(await page.textContent('h1')).toBe('Freshet is running with items of your own');
    });
  });
});
