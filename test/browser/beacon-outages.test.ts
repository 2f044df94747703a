import { setTimeout } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInChromium, openContext } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { startFreshet, temporaryFolder } from '../support/forms.ts';
import { getJson } from '../support/http.ts';
import { openTaggedIntake, serveSite, taggedPage } from '../support/tagged-site.ts';

const OFFLINE_MS = 30_000;

const list = (beaconUrl: string) =>
  taggedPage(
    beaconUrl,
    Array.from({ length: 10 }, (_, i) => `<button data-item="i${i}">Item ${i}</button>`).join(''),
  );

async function openTab(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction('globalThis.freshet');
  return page;
}

/** Ids of events in requests that were answered, of all pages, once per time. */
function watchSent(context: BrowserContext): string[] {
  const sent: string[] = [];
  context.on('requestfinished', (request) => {
    if (!request.url().endsWith('/v1/events')) return;
    const { events } = request.postDataJSON() as { events: { id: string }[] };
    sent.push(...events.map(({ id }) => id));
  });
  return sent;
}

const waiting = (page: Page) =>
  page.evaluate<number>(
    'Object.keys(localStorage).filter((key) => key.startsWith("freshet:event:")).length',
  );

describeInChromium('the tag through outages', () => {
  it('offline for 30 s with two tabs and clicks in both, then online: every click comes, and no event twice', async () => {
    const intake = await openTaggedIntake();
    const site = await serveSite({ '/': list(intake.url) });
    const context = await openContext();
    const sent = watchSent(context);
    const tabs = [await openTab(context, site), await openTab(context, site)];
    await eventually('both pages are told of', async () => {
      expect(await intake.events()).toHaveLength(2);
      expect(await waiting(tabs[0]!)).toBe(0);
    });
    await context.setOffline(true);
    for (let i = 0; i < 5; i++) {
      for (const [t, tab] of tabs.entries()) await tab.click(`[data-item=i${t * 5 + i}]`);
      // Not for anything to happen: as long as this visitor is offline.
      await setTimeout(OFFLINE_MS / 5);
    }
    expect(await intake.events()).toHaveLength(2);
    await context.setOffline(false);
    await eventually('all clicks arrive', async () => {
      const items = (await intake.events()).flatMap(({ itemId }) => itemId ?? []);
      expect(items.toSorted()).toEqual(Array.from({ length: 10 }, (_, i) => `i${i}`));
    });
    await eventually('nothing waits any more', async () => expect(await waiting(tabs[0]!)).toBe(0));
    expect(sent.toSorted()).toEqual((await intake.events()).map(({ id }) => id));
  });

  it('ingest killed and started again under a visitor: every click counts once', async () => {
    const dataDir = temporaryFolder();
    const first = await startFreshet(dataDir);
    const site = await serveSite({ '/': list(first.url) });
    const context = await openContext();
    const page = await openTab(context, site);
    for (let i = 0; i < 3; i++) await page.click(`[data-item=i${i}]`);
    await first.kill('SIGKILL');
    for (let i = 3; i < 6; i++) await page.click(`[data-item=i${i}]`);
    const port = Number(new URL(first.url).port);
    const again = await startFreshet(dataDir, 8, port);
    for (let i = 6; i < 9; i++) await page.click(`[data-item=i${i}]`);
    const { anonymousId } = await page.evaluate<{ anonymousId: string }>('freshet.ids()');
    const url = `${again.url}/v1/profiles?anonymousId=${anonymousId}`;
    await eventually('all clicks count', async () => {
      const { events, session } = await getJson<{ events: number; session: { itemId: string }[] }>(
        url,
      );
      expect(session.map(({ itemId }) => itemId).toSorted()).toEqual(
        Array.from({ length: 9 }, (_, i) => `i${i}`),
      );
      // The page and its clicks: the profile counts an id once.
      expect(events).toBe(10);
    });
  });

  it('a page that closes in the middle of a click: the click arrives', async () => {
    const intake = await openTaggedIntake();
    const site = await serveSite({ '/': list(intake.url) });
    const context = await openContext();
    await openTab(context, site);
    const page = await openTab(context, site);
    await page
      .evaluate(
        'addEventListener("click", () => setTimeout(() => window.close())); document.querySelector("[data-item=i4]").click()',
      )
      .catch(() => undefined);
    await page.close();
    await eventually('the click arrives', async () => {
      const items = (await intake.events()).map(({ itemId }) => itemId);
      expect(items).toContain('i4');
    });
  });
});
