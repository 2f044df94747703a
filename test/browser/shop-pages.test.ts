import type { Route } from 'playwright-core';
import { expect, it } from 'vitest';
import { seriousViolations } from '../support/back-office.ts';
import { describeInChromium } from '../support/chromium.ts';
import { openDemoShop, untilKnown } from '../support/demo-shop.ts';
import { eventually } from '../support/eventually.ts';

const payload = `"><img src=x onerror="window.taken=1"><script>window.taken=1</script>`;
const pages = {
  home: '/',
  category: '/categories/kitchen',
  item: '/items/tent',
  search: `/search?q=${encodeURIComponent(payload)}`,
  'unknown item': `/items/${encodeURIComponent('<b onclick=taken>')}`,
  cart: '/cart',
  checkout: '/checkout',
  'thank you': '/thank-you',
};

describeInChromium('every page of the demo shop', () => {
  it('can be used by everybody on every screen, and asks nobody else for anything', async () => {
    // A colour that is still on its way to the other theme says nothing.
    const shop = await openDemoShop({ reducedMotion: 'reduce' });
    const { page, open, shown, strangers, complaints } = shop;
    await open('/items/kettle');
    await page.click('button:has-text("Add to cart")');
    await open('/checkout');
    await page.click('button:has-text("Order for")');
    await open('/items/mug');
    await page.click('button:has-text("Add to cart")');
    for (const [name, path] of Object.entries(pages)) {
      await open(path);
      if (name !== 'checkout' && name !== 'unknown item') await shown();
      for (const width of [390, 1280, 1920]) {
        await page.setViewportSize({ width, height: 900 });
        const beyond = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        expect(beyond, `${name} at ${width}`).toBeLessThanOrEqual(0);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          expect(await seriousViolations(page), `${name}, ${width}, ${colorScheme}`).toEqual([]);
        }
      }
      expect(await page.evaluate('window.taken'), name).toBeUndefined();
      expect(await page.locator('[onerror], [onclick], main script').count(), name).toBe(0);
    }
    await open(pages.search);
    expect(await page.textContent('h1')).toBe(`“${payload}”`);
    expect(strangers).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('shows what an item calls itself as text in the panel', async () => {
    const { page, open, shown } = await openDemoShop();
    await open('/');
    await shown();
    await page.evaluate((itemId) => {
      (globalThis as unknown as { freshet: { view(id: string): void } }).freshet.view(itemId);
    }, payload);
    await eventually('it is in the profile', async () =>
      expect(await page.locator('.meter .name').allTextContents()).toContain(payload),
    );
    expect(await page.locator('.acts .what').allTextContents()).toContain(payload);
    expect(await page.evaluate('window.taken')).toBeUndefined();
  });

  it('stays usable where the API fails, and says so', async () => {
    const { page, open, complaints } = await openDemoShop();
    await page.route('**/v1/recommendations?*', (route) =>
      route.fulfill({ status: 500, body: '' }),
    );
    await page.route('**/v1/profiles?*', (route) => route.abort());
    await open('/items/tent');
    await page.waitForSelector('freshet-recommendations[data-state="error"]');
    expect(await page.textContent('.slot')).toContain('No recommendations just now');
    await eventually('the panel says so', async () =>
      expect(await page.textContent('[data-panel="state"]')).toBe('no answer'),
    );
    await page.click('button:has-text("Add to cart")');
    await page.waitForURL('**/cart');
    expect(complaints).toEqual([]);
  });

  it.for([
    ['hangs', () => {}],
    [
      'answers what is no JSON',
      (route) => route.fulfill({ contentType: 'text/html', body: '<p>' }),
    ],
    ['answers 503', (route) => route.fulfill({ status: 503, json: { code: 'AWAY' } })],
  ] satisfies [string, (route: Route) => unknown][])(
    'says in the panel and in the slot of an API that %s that there is no answer',
    async ([, answer]) => {
      const { page, open, complaints } = await openDemoShop();
      await open('/items/stove');
      await untilKnown(page, 'Two-ring stove');
      for (const path of ['recommendations', 'profiles']) {
        await page.route(`**/v1/${path}?*`, answer);
      }
      await open('/items/tent');
      await eventually('the panel says so', async () =>
        expect(await page.textContent('[data-panel="state"]')).toBe('no answer'),
      );
      await page.waitForSelector('freshet-recommendations[data-state="error"]');
      expect(await page.textContent('.slot')).toContain('No recommendations just now');
      await page.unroute('**/v1/recommendations?*');
      await page.unroute('**/v1/profiles?*');
      await page.click('button:has-text("Add to cart")');
      await eventually('it is there again', async () =>
        expect(await page.textContent('[data-panel="state"]')).toBe('live'),
      );
      expect(complaints).toEqual([]);
    },
  );
});
