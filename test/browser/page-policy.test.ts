import { expect, it } from 'vitest';
import { describeInChromium, openContext } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { startFreshet, temporaryFolder } from '../support/forms.ts';
import { watchFaults } from '../support/page-faults.ts';
import { serveSite } from '../support/tagged-site.ts';

const injected = `<script>window.taken=1</script><img src="x" onerror="window.taken=2">
<a id="lure" href="javascript:window.taken=3">here</a>
<form id="away" action="https://evil.example/"><button>send</button></form>`;

describeInChromium('pages of ours', () => {
  it('run nothing that was put into them, and go nowhere else', async () => {
    const { url } = await startFreshet(temporaryFolder());
    const context = await openContext();
    for (const path of ['/', '/items/tent', '/dashboard', '/dashboard/rules']) {
      const page = await context.newPage();
      const { complaints, strangers } = watchFaults(page, ({ origin }) => origin === url);
      await page.route(url + path, async (route) => {
        const answer = await route.fetch();
        const body = (await answer.text()).replace('<body>', `<body>${injected}`);
        await route.fulfill({ response: answer, body });
      });
      await page.goto(url + path);
      await page.evaluate(`document.querySelector('#lure').click()`);
      await page.evaluate(`document.querySelector('#away button').click()`);
      const refused = (what: RegExp) =>
        expect(complaints.some((text) => what.test(text))).toBe(true);
      await eventually(`${path} has refused all of it`, () => {
        refused(/inline script/);
        refused(/inline event handler/);
        refused(/JavaScript URL/);
        refused(/form-action/);
      });
      expect(await page.evaluate('window.taken'), path).toBeUndefined();
      expect(page.url()).toBe(url + path);
      expect(strangers, path).toEqual([]);
      await page.close();
    }
  });

  it('cannot be framed by another site, nor held by a window of one', async () => {
    const { url } = await startFreshet(temporaryFolder());
    const site = await serveSite({
      '/': `<iframe src="${url}/"></iframe><iframe src="${url}/dashboard"></iframe>`,
    });
    const context = await openContext();
    const page = await context.newPage();
    await page.goto(site);
    await eventually('both frames show an error', () => {
      const urls = page
        .frames()
        .slice(1)
        .map((frame) => frame.url());
      expect(urls).toEqual(['chrome-error://chromewebdata/', 'chrome-error://chromewebdata/']);
    });
    const [opened] = await Promise.all([
      context.waitForEvent('page'),
      page.evaluate(`void (window.held = open(${JSON.stringify(url)}))`),
    ]);
    await opened.waitForLoadState();
    await eventually('the page that opened it has lost it', async () =>
      expect(await page.evaluate('window.held.closed')).toBe(true),
    );
  });

  it('are not the tag, which every site may load, isolated ones too', async () => {
    const { url } = await startFreshet(temporaryFolder());
    for (const path of ['/beacon.js', '/v1/events']) {
      const { headers } = await fetch(url + path);
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    }
    const { headers } = await fetch(`${url}/beacon.js`);
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    const isolated = { 'cross-origin-embedder-policy': 'require-corp' };
    const site = await serveSite({ '/': `<script src="${url}/beacon.js"></script>` }, isolated);
    const page = await (await openContext()).newPage();
    await page.goto(site);
    expect(await page.evaluate('typeof freshet')).not.toBe('undefined');
  });
});
