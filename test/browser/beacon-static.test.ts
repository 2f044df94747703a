import { expect, it } from 'vitest';
import { describeInChromium, openContext } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { openTaggedIntake, serveSite, taggedPage } from '../support/tagged-site.ts';

describeInChromium('the tag on a static site of another origin', () => {
  it('tells of pages, of items seen, and of the click that led to one', async () => {
    const intake = await openTaggedIntake();
    const site = await serveSite({
      '/': taggedPage(
        intake.url,
        '<ul data-recomm-id="r-1"><li data-item="tent" data-position="2"><a href="/tent"><b>Tent</b></a></li></ul>',
        { title: 'Home' },
      ),
      '/tent': taggedPage(intake.url, '<main data-item-view="tent">Tent</main>', { title: 'Tent' }),
    });
    const context = await openContext();
    const page = await context.newPage();
    await page.goto(`${site}/?utm_source=letter&utm_campaign=spring`);
    await eventually('the home page is told of', async () =>
      expect(await intake.events()).toHaveLength(1),
    );
    await page.click('b');
    const events = await eventually('all is told', async () => {
      const all = await intake.events();
      expect(new Set(all.map(({ id }) => id)).size).toBe(4);
      return all;
    });
    const unique = [...new Map(events.map((event) => [event.id, event])).values()];
    expect(unique).toMatchObject([
      {
        type: 'page',
        context: { title: 'Home', referrer: '', campaign: { source: 'letter', name: 'spring' } },
      },
      { type: 'click', itemId: 'tent', recommId: 'r-1', position: 2 },
      { type: 'page', context: { url: `${site}/tent`, title: 'Tent' } },
      {
        type: 'view',
        itemId: 'tent',
        recommId: 'r-1',
        position: 2,
        context: { url: `${site}/tent` },
      },
    ]);
    expect(new Set(unique.map(({ anonymousId }) => anonymousId)).size).toBe(1);
    expect(new Set(unique.map(({ sessionId }) => sessionId)).size).toBe(1);
  });

  it('stores and sends nothing without consent', async () => {
    const intake = await openTaggedIntake();
    const site = await serveSite({
      '/': taggedPage(intake.url, '<a data-item="tent" data-item-view="tent" href="#x">Tent</a>', {
        attributes: 'data-consent="none" data-impressions data-dwell',
      }),
    });
    const context = await openContext();
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(site);
    await page.waitForFunction('globalThis.freshet');
    await page.click('a');
    await page.evaluate('freshet.track("search"); freshet.identify("ada"); freshet.flush()');
    expect(await page.evaluate('freshet.ids()')).toEqual({});
    expect(
      await page.evaluate('[{...localStorage}, {...sessionStorage}, document.cookie]'),
    ).toEqual([{}, {}, '']);
    await page.close({ runBeforeUnload: true });
    expect(asked).toEqual(['/', '/beacon.js', '/favicon.ico'].slice(0, asked.length));
    expect(await intake.events()).toEqual([]);
  });
});
