import axe from 'axe-core';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { openContext } from './chromium.ts';
import { startFreshet, temporaryFolder } from './forms.ts';
import { postJson } from './http.ts';
import { type PageFaults, watchFaults } from './page-faults.ts';
import type { RunningService } from './processes.ts';

/** As `eventually`: far more than anything takes where others use the machine as well. */
const SEEN_MS_MAX = 60_000;

export interface BackOfficePages extends PageFaults {
  readonly page: Page;
  /** Opens a page of it: what follows `/dashboard`. */
  open(path: string): Promise<void>;
}

export interface BackOffice extends BackOfficePages {
  readonly url: string;
  readonly freshet: RunningService;
  /** Posts events, all of which are accepted. */
  send(...events: readonly object[]): Promise<void>;
}

/** `freshet start` on a folder, and a browser to look at its back office with. */
export async function openBackOffice(dataDir = temporaryFolder()): Promise<BackOffice> {
  const freshet = await startFreshet(dataDir);
  const { url } = freshet;
  return {
    url,
    freshet,
    ...(await lookAtBackOffice(url)),
    async send(...events) {
      expect(await postJson(`${url}/v1/events`, { events })).toMatchObject({
        status: 202,
        body: { accepted: events.length },
      });
    },
  };
}

/** A browser to look at a back office with, whose pages may talk to their own origin alone. */
export async function lookAtBackOffice(url: string): Promise<BackOfficePages> {
  const context = await openContext();
  const page = await context.newPage();
  const faults = watchFaults(
    page,
    ({ origin, protocol }) => origin === url || protocol === 'data:',
  );
  return {
    page,
    ...faults,
    async open(path) {
      await page.goto(`${url}/dashboard${path}`);
    },
  };
}

/** That somebody who looks sees it, at once or within `ms`. */
export async function expectSeen(what: Locator, ms = SEEN_MS_MAX): Promise<void> {
  await what.waitFor({ timeout: ms });
}

/** What axe-core finds serious or critical on a page, by rule and element. */
export async function seriousViolations(page: Page): Promise<readonly string[]> {
  if ((await page.evaluate('typeof axe')) === 'undefined') await injectAxe(page);
  const found: { id: string; impact: string; nodes: { html: string }[] }[] =
    await page.evaluate(`axe.run().then(({ violations }) => violations.map(
      ({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ html }) => ({ html })) })))`);
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

/** Past the policy of the page, which allows no script from elsewhere. */
async function injectAxe(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: axe.source });
  await session.detach();
}
