import { expect, it } from 'vitest';
import { describeInChromium, openContext } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { openTaggedIntake, serveSite, taggedPage } from '../support/tagged-site.ts';

/** What the network carries of the script, headers left out. */
const CORE_BYTES_MAX = 3_072;

describeInChromium('what the tag costs a page', () => {
  it('is its script and one request for what happens at first, told together', async () => {
    const intake = await openTaggedIntake();
    const site = await serveSite({
      '/': taggedPage(intake.url, '<main data-item-view="tent" data-item="tent">Tent</main>'),
    });
    const page = await (await openContext()).newPage();
    await page.addInitScript(
      'globalThis.long = []; new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask", buffered: true })',
    );
    const carried: [path: string, bytes: number][] = [];
    page.on('requestfinished', async (request) => {
      if (!request.url().startsWith(intake.url)) return;
      const { responseBodySize } = await request.sizes();
      carried.push([`${request.method()} ${new URL(request.url()).pathname}`, responseBodySize]);
    });
    await page.goto(site);
    await eventually('page and item are told of', async () => {
      const types = (await intake.events()).map(({ type }) => type);
      expect(types).toEqual(['page', 'view']);
    });
    await eventually('both requests are over', () => expect(carried).toHaveLength(2));
    expect(carried.map(([path]) => path)).toEqual(['GET /beacon.js', 'POST /v1/events']);
    expect(carried[0]![1]).toBeGreaterThan(2_000);
    expect(carried[0]![1]).toBeLessThanOrEqual(CORE_BYTES_MAX);
    // Told, not judged: a task of 50 ms and more may be the machine's doing.
    const long = await page.evaluate<number[]>('long');
    console.info(`long tasks of the page with the tag: ${long.length ? long.join(', ') : 'none'}`);
  });
});
