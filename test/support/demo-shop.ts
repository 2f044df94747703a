import { shopItems } from '@freshet/shop';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { openContext } from './chromium.ts';
import { eventually } from './eventually.ts';
import { startFreshet, temporaryFolder } from './forms.ts';
import { type PageFaults, watchFaults } from './page-faults.ts';

export interface DemoShop extends PageFaults {
  readonly url: string;
  readonly page: Page;
  /** Opens a page of it. */
  open(path: string): Promise<void>;
  /** What the slot of the page shows, once it shows something. */
  shown(): Promise<readonly string[]>;
}

/** `freshet start` on an empty folder, and a visitor of its demo shop. */
export async function openDemoShop(options: BrowserContextOptions = {}): Promise<DemoShop> {
  const { url } = await startFreshet(temporaryFolder());
  return visitShop(url, { options });
}

/** A visitor of a demo shop, whose pages may talk to its own origin and to those given. */
export async function visitShop(
  url: string,
  {
    options = {},
    freshet = [],
  }: { readonly options?: BrowserContextOptions; readonly freshet?: readonly string[] } = {},
): Promise<DemoShop> {
  const context = await openContext(options);
  const page = await context.newPage();
  const faults = watchFaults(page, ({ origin }) => [url, ...freshet].includes(origin));
  return {
    url,
    page,
    ...faults,
    async open(path) {
      await page.goto(url + path);
    },
    async shown() {
      await page.waitForSelector('freshet-recommendations[data-state="ready"]');
      return page.$$eval('freshet-recommendations li', (rows) =>
        rows.map((row) => row.getAttribute('data-item')!),
      );
    },
  };
}

export const categoryOf = (itemId: string): string | undefined =>
  shopItems.find(({ id }) => id === itemId)?.category.id;

/** Waits until the panel says that Freshet knows of a visit to an item. */
export async function untilKnown(page: Page, title: string): Promise<void> {
  await eventually(`the panel knows of ${title}`, async () => {
    const links = await page.$$eval('.visited a', (all) => all.map((link) => link.ariaLabel));
    if (!links.includes(title)) throw new Error(`it shows ${links.join(', ')}`);
  });
}
