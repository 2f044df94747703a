import { expect, it } from 'vitest';
import { describeInChromium, openContext } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { eachOnce, openTaggedIntake, serveSite, taggedPage } from '../support/tagged-site.ts';

describeInChromium("the tag's extras", () => {
  it('tell of items that were seen, once each, and of none below the window until it is there', async () => {
    const intake = await openTaggedIntake();
    const site = await serveSite({
      '/': taggedPage(
        intake.url,
        `<section data-recomm-id="r-7">
           <div data-item="tent" data-position="1">Tent</div>
           <div data-item="tent" data-position="1">The tent again</div>
           <div style="height:3000px"></div>
           <div data-item="stove" data-position="2" style="height:100px">Stove</div>
         </section>`,
        { attributes: 'data-impressions' },
      ),
    });
    const context = await openContext();
    const page = await context.newPage();
    await page.goto(site);
    const impressions = async () =>
      (await intake.events()).filter(({ type }) => type === 'impression');
    await eventually('the tent is seen', async () =>
      expect(await impressions()).toMatchObject([{ itemId: 'tent', recommId: 'r-7', position: 1 }]),
    );
    await page.evaluate('scrollTo(0, document.body.scrollHeight)');
    await eventually('the stove is seen', async () =>
      expect(await impressions()).toMatchObject([
        { itemId: 'tent' },
        { itemId: 'stove', recommId: 'r-7', position: 2 },
      ]),
    );
  });

  it('tell how long and how far down a page was looked at, as another one begins and as it closes', async () => {
    const intake = await openTaggedIntake();
    const site = await serveSite({
      '/': taggedPage(intake.url, '<div style="height:3000px"></div>', {
        attributes: 'data-dwell',
      }),
    });
    const context = await openContext();
    const page = await context.newPage();
    await page.goto(site, { waitUntil: 'networkidle' });
    await page.evaluate('scrollTo(0, document.body.scrollHeight)');
    await page.waitForFunction('scrollY > 1000');
    await page.evaluate('history.pushState(null, "", "/other")');
    await page.evaluate('scrollTo(0, 0)');
    // The page may close before it has heard that the first one arrived.
    const leaves = async () =>
      eachOnce(await intake.events()).filter(({ type }) => type === 'leave');
    await eventually('the first page has told', async () => expect(await leaves()).toHaveLength(1));
    await page.close({ runBeforeUnload: true });
    await eventually('the second has told', async () => expect(await leaves()).toHaveLength(2));
    const [first, second] = await leaves();
    expect(first).toMatchObject({ context: { url: `${site}/` }, properties: { scrollDepth: 100 } });
    expect(second).toMatchObject({ context: { url: `${site}/other` } });
    expect(first!.properties['dwellMs']).toBeGreaterThan(0);
  });

  it('show on the page what became of an event, as text', async () => {
    const intake = await openTaggedIntake();
    const site = await serveSite({
      '/': taggedPage(intake.url, '', { attributes: 'data-debug' }),
    });
    const context = await openContext();
    const page = await context.newPage();
    await page.goto(site);
    await page.waitForSelector('freshet-debug');
    await page.evaluate('freshet.view("<img src=x onerror=window.hacked=1>"); freshet.view("")');
    await eventually('both are shown', async () => {
      const text = await page.locator('freshet-debug ol').innerText();
      expect(text).toContain('sent view <img src=x onerror=window.hacked=1>');
      expect(text).toContain('rejected view ID_INVALID');
      // By which the back office says more.
      for (const line of text.trim().split('\n')) expect(line).toMatch(/ [0-9a-f-]{36}$/);
    });
    expect(await page.evaluate('window.hacked')).toBeUndefined();
  });
});
