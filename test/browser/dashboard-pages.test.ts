import { expect, it } from 'vitest';
import { expectSeen, openBackOffice, seriousViolations } from '../support/back-office.ts';
import { describeInChromium } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { postJson } from '../support/http.ts';

const payload = `<img src=x onerror="document.title='taken'">`;
const pages = {
  Live: '',
  Events: '/events',
  'Data quality': `/quality?id=${encodeURIComponent(payload)}`,
  Analytics: '/analytics',
  Health: '/health',
  Inspector: `/inspector?user=${encodeURIComponent(payload)}`,
  Figures: '/figures',
  Rules: '/rules',
  Experiments: '/experiments',
  Ranker: '/ranker',
  Catalogue: '/catalogue',
  'Dead letters': '/dead-letters',
};

describeInChromium('every page of the back office', () => {
  it('shows scripts in data as text, asks nobody else for anything, and hinders nobody', async () => {
    const { url, page, open, send, strangers, complaints } = await openBackOffice();
    const items = [{ itemId: payload, title: payload, categories: [payload], price: 1 }];
    expect(await postJson(`${url}/v1/items`, { items })).toMatchObject({ status: 202 });
    for (const userId of [payload, 'bob', 'cem']) {
      await send(
        {
          type: 'page',
          userId,
          context: { url: `https://shop.example/${payload}`, title: payload },
        },
        { type: 'view', userId, itemId: payload },
        { type: 'view', userId, itemId: 'stove' },
      );
    }
    const rule = { action: 'pin', itemIds: [payload], name: payload };
    await fetch(`${url}/v1/admin/rules/odd`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(rule),
    });

    // A colour that is still on its way to the other theme says nothing.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    for (const [name, path] of Object.entries(pages)) {
      await open(path);
      await expectSeen(page.getByRole('heading', { name, level: 1, exact: true }));
      await eventually(`${name} has loaded`, async () => {
        expect(await page.locator('.skeleton').count()).toBe(0);
      });
      expect(await page.title()).toBe(`${name} · Freshet`);
      expect(await page.locator('img').count(), `${name} has no picture made of data`).toBe(0);
      for (const width of [390, 1280, 1920]) {
        await page.setViewportSize({ width, height: 900 });
        const beyond = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        expect(beyond, `${name} at ${width}`).toBeLessThanOrEqual(0);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          const where = `${name}, ${width}, ${colorScheme}`;
          expect(await seriousViolations(page), where).toEqual([]);
        }
      }
    }
    await open(pages.Inspector);
    await expectSeen(page.getByRole('region', { name: 'Profile' }).getByText(payload).first());
    await open(pages.Rules);
    await expectSeen(page.getByRole('row', { name: payload }).first());
    expect(strangers).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('can be gone through by the keyboard, and keeps the theme that was chosen', async () => {
    const { page, open } = await openBackOffice();
    await open('');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the page');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    await page.getByRole('link', { name: 'Rules' }).focus();
    await page.keyboard.press('Enter');
    await expectSeen(page.getByRole('heading', { name: 'Rules', level: 1 }));
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Rules');

    const ground = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const light = await ground();
    await page.getByLabel('Theme').selectOption('dark');
    const dark = await ground();
    expect(dark).not.toBe(light);
    await page.reload();
    await expectSeen(page.getByRole('heading', { name: 'Rules', level: 1 }));
    expect(await ground()).toBe(dark);
  });

  it('has scripts and styles at addresses that never change their content', async () => {
    const { url, page, open } = await openBackOffice();
    await open('');
    const addresses = await page.evaluate<string[]>(
      `[...document.querySelectorAll('script[src], link[rel=stylesheet]')].map((e) => e.src ?? e.href)`,
    );
    expect(addresses).toHaveLength(3);
    for (const address of addresses) {
      const answer = await fetch(address);
      expect(address.startsWith(`${url}/dashboard/assets/`)).toBe(true);
      expect(answer.headers.get('cache-control')).toContain('immutable');
    }
  });
});
