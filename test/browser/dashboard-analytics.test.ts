import { expect, it } from 'vitest';
import { expectSeen, openBackOffice } from '../support/back-office.ts';
import { describeInChromium } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';

const context = {
  url: 'https://shop.example/tents?utm_source=news',
  referrer: 'https://search.example/?q=tents',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0',
  campaign: { source: 'news', medium: 'email', name: 'spring' },
};

describeInChromium('the page of analytics', () => {
  it('tells pages, referrers, campaigns and browsers, and gives them as a table', async () => {
    const { page, open, send } = await openBackOffice();
    await send(
      { type: 'page', anonymousId: 'a', context },
      { type: 'page', anonymousId: 'b', context },
    );
    await eventually('both page views are counted', async () => {
      await open('/analytics');
      const figures = page.getByRole('region', { name: 'Figures' });
      expect(await figures.textContent({ timeout: 5_000 })).toContain('Page views2');
    });
    const row = (card: string, name: string) =>
      page.getByRole('region', { name: card }).getByRole('listitem').filter({ hasText: name });
    await expectSeen(row('Pages', '/tents'));
    await expectSeen(row('Where visitors came from', 'search.example'));
    await page.getByRole('button', { name: 'Campaigns' }).click();
    await expectSeen(row('Where visitors came from', 'spring'));
    await expectSeen(row('What they use', 'Firefox'));
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: 'CSV of All' }).click();
    expect((await coming).suggestedFilename()).toBe('default-page.csv');
    await expectSeen(page.getByText('Nothing is known of the time before'));
    expect(await page.getByText('new', { exact: true }).count(), 'said once').toBe(0);
  });

  it('shows the end of a long address, and its host where there are several', async () => {
    const { page, open, send } = await openBackOffice();
    const long = `/catalogue/${'outdoor-and-camping-'.repeat(8)}/the-tent-itself`;
    const at = (url: string) => ({ type: 'page', anonymousId: url, context: { ...context, url } });
    await send(at(`https://shop.example${long}`), at('https://outlet.example/sale'));
    await page.setViewportSize({ width: 390, height: 800 });
    const tail = page.getByText('/the-tent-itself', { exact: true });
    await eventually('the page views are counted', async () => {
      await open('/analytics');
      await expectSeen(page.getByText('outlet.example'), 5_000);
      await expectSeen(tail, 5_000);
    });
    const shown = await tail.evaluate((e) => [e.scrollWidth, e.clientWidth] as const);
    expect(shown[0], 'its end is not cut').toBeLessThanOrEqual(shown[1]);
    expect(
      await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth'),
    ).toBeLessThanOrEqual(0);
  });
});
