import { expect, it } from 'vitest';
import { describeInChromium, openContext } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { type Intake, openTaggedIntake, serveSite, taggedPage } from '../support/tagged-site.ts';

async function openSite(
  intake: Intake,
  body: string,
  options: Parameters<typeof taggedPage>[2] = {},
) {
  const site = await serveSite({ '/*': taggedPage(intake.url, body, options) });
  const context = await openContext();
  const page = await context.newPage();
  await page.goto(`${site}/`);
  await page.waitForFunction('globalThis.freshet');
  return { site, page, context };
}

/** Paths of the pages told of, each with that of the page before. */
async function pages(intake: Intake) {
  const path = (url: unknown) => String(url).replace(/^http:..[^/]*/, '');
  return (await intake.events())
    .filter(({ type }) => type === 'page')
    .map(({ context: { url, referrer } }) => `${path(referrer)} > ${path(url)}`);
}

describeInChromium('what the tag takes for a page', () => {
  it('is an address: pushed, replaced, gone back to, or a hash that is no place in the page', async () => {
    const intake = await openTaggedIntake();
    const { page } = await openSite(
      intake,
      '<a href="#reviews">Reviews</a><p id="reviews">Fine</p>',
    );
    const told = (expected: string[]) =>
      eventually('the pages are told of', async () =>
        expect(await pages(intake)).toEqual(expected),
      );
    const expected = [' > /'];
    await told(expected);
    for (const [step, ...more] of [
      ['history.replaceState({ a: 1 }, "", location.href)'],
      ['document.querySelector("a").click()'],
      ['history.pushState(null, "", "/a"); history.pushState(null, "", "/a")', '/ > /a'],
      ['history.replaceState(null, "", "/b")', '/a > /b'],
      ['location.hash = "/route"', '/b > /b#/route'],
      ['history.back()', '/b#/route > /b'],
    ] as const) {
      await page.evaluate(step);
      expected.push(...more);
      await told(expected);
    }
  });

  it('is viewed with its items: those that appear, once, also where an element stays', async () => {
    const intake = await openTaggedIntake();
    const { page } = await openSite(intake, '<main></main>');
    const views = async () =>
      (await intake.events()).filter(({ type }) => type === 'view').map(({ itemId }) => itemId);
    const told = (expected: string[]) =>
      eventually('the views are told of', async () => expect(await views()).toEqual(expected));
    await page.evaluate('document.querySelector("main").dataset.itemView = "tent"');
    await told(['tent']);
    // A copy, and behind it another item: told of that one, the tag has seen the copy as well.
    await page.evaluate(
      'document.querySelector("main").outerHTML += `<p data-item-view="lamp"></p>`',
    );
    await told(['tent', 'lamp']);
    await page.evaluate('history.pushState(null, "", "/stove")');
    await page.evaluate('document.querySelector("main").dataset.itemView = "stove"');
    await told(['tent', 'lamp', 'stove']);
  });

  it('is told of once, whatever else is called freshet there', async () => {
    const intake = await openTaggedIntake();
    const { page } = await openSite(intake, '<p id="freshet"></p>');
    await eventually('it is told of', async () => {
      expect(await pages(intake)).toEqual([' > /']);
    });
    await page.addScriptTag({ url: `${intake.url}/beacon.js` });
    await page.evaluate('freshet.track("last")');
    await eventually('the last event is there', async () => {
      expect((await intake.events()).map(({ type }) => type)).toEqual(['page', 'last']);
    });
  });

  it('runs under a Content-Security-Policy that allows nothing but the origin of the tag', async () => {
    const intake = await openTaggedIntake();
    const policy = `default-src 'none'; script-src ${intake.url}; connect-src ${intake.url}`;
    const { page } = await openSite(intake, '<b data-item="tent">Tent</b>', {
      attributes: 'data-debug data-impressions data-dwell',
      head: `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    });
    await page.waitForSelector('freshet-debug');
    await page.click('b');
    await eventually('the click is told of', async () =>
      expect((await intake.events()).map(({ type }) => type)).toContain('click'),
    );
  });

  it.for([
    ['forbidden', 'Object.defineProperty(window, "localStorage", { get() { throw new Error() } })'],
    [
      'full',
      'Storage.prototype.setItem = () => { throw new Error() }; window.filler = "x".repeat(1e5); try { for (let i = 0; ; i++) localStorage["f" + i] = filler } catch { try { for (let i = 0; ; i++) localStorage["g" + i] = "x".repeat(10) } catch {} }',
    ],
  ])('tells of itself where localStorage is %s, and throws nothing into it', async ([, spoil]) => {
    const intake = await openTaggedIntake();
    const site = await serveSite({ '/': taggedPage(intake.url, '<b data-item="tent">Tent</b>') });
    const context = await openContext();
    const page = await context.newPage();
    const thrown: unknown[] = [];
    page.on('pageerror', (error) => thrown.push(error));
    await page.addInitScript(spoil!);
    await page.goto(site);
    await page.waitForFunction('globalThis.freshet');
    await page.click('b');
    await page.evaluate(
      'const a = {}; a.a = a; freshet.track("x", { properties: a }); freshet.track()',
    );
    await page.evaluate('freshet.on("sent", () => { throw new Error("of the page") })');
    await eventually('page and click are told of', async () =>
      expect((await intake.events()).map(({ type }) => type)).toEqual(['page', 'click']),
    );
    expect(thrown).toEqual([]);
  });

  it.for([-1, 1])('gives events their time though the clock is wrong by %i day', async (days) => {
    const intake = await openTaggedIntake();
    const site = await serveSite({ '/': taggedPage(intake.url, '') });
    const context = await openContext();
    const page = await context.newPage();
    await page.addInitScript(
      `const now = Date.now.bind(Date); Date.now = () => now() + ${days} * 86_400_000`,
    );
    await page.goto(site);
    const [event] = await eventually('the page is told of', async () => {
      const events = await intake.events();
      expect(events).toHaveLength(1);
      return events;
    });
    expect(event!.receivedAt - event!.at).toBeLessThan(10_000);
  });

  it('is told of in a task behind the one that starts the tag, before a click that comes between', async () => {
    const intake = await openTaggedIntake();
    // A script's load event is part of the task that has run it.
    const { page } = await openSite(intake, '<b data-item="tent">Tent</b>', {
      attributes:
        'onload="window.stored = Object.keys(localStorage); document.querySelector(\'b\').click()"',
    });
    await eventually('both are told of', async () =>
      expect((await intake.events()).map(({ type }) => type)).toEqual(['page', 'click']),
    );
    expect(await page.evaluate('stored')).toEqual([]);
  });

  it('sends what a page makes as it loads in one request', async () => {
    const intake = await openTaggedIntake();
    const site = await serveSite({
      '/': taggedPage(intake.url, '<main data-item-view="tent">Tent</main>'),
    });
    const context = await openContext();
    const page = await context.newPage();
    const sent: string[] = [];
    page.on('request', (request) => sent.push(new URL(request.url()).pathname));
    await page.goto(site);
    await eventually('page and view are told of', async () =>
      expect((await intake.events()).map(({ type }) => type)).toEqual(['page', 'view']),
    );
    // The browser may say so later than the log.
    await eventually('their request is noticed', () => expect(sent).toContain('/v1/events'));
    expect(sent.filter((path) => path !== '/favicon.ico')).toEqual([
      '/',
      '/beacon.js',
      '/v1/events',
    ]);
  });

  it.for([
    ['globalPrivacyControl', 'true'],
    ['doNotTrack', '"1"'],
  ])(
    'is nothing to tell of where the browser says %s, until the visitor allows it',
    async ([name, value]) => {
      const intake = await openTaggedIntake();
      const site = await serveSite({ '/': taggedPage(intake.url, '') });
      const context = await openContext();
      const page = await context.newPage();
      await page.addInitScript(`Object.defineProperty(navigator, '${name}', { value: ${value} })`);
      await page.goto(site);
      await page.waitForFunction('globalThis.freshet');
      await page.evaluate('freshet.flush()');
      expect(await page.evaluate('[{ ...localStorage }, freshet.ids()]')).toEqual([{}, {}]);
      await page.evaluate('freshet.consent("anonymous")');
      const [event] = await eventually('the page is told of', async () => {
        const events = await intake.events();
        expect(events).toHaveLength(1);
        return events;
      });
      expect(event).toMatchObject({ type: 'page', userId: null, anonymousId: event!.sessionId });
      await page.evaluate('freshet.consent("none")');
      expect(await page.evaluate('({ ...localStorage })')).toEqual({});
    },
  );
});
