import { join } from 'node:path';
import { changeKeyFile, makeKey, withKey } from '@freshet/access';
import type { Scope } from '@freshet/runtime';
import { expect, it } from 'vitest';
import { describeInChromium } from '../support/chromium.ts';
import { categoryOf, visitShop } from '../support/demo-shop.ts';
import { eventually } from '../support/eventually.ts';
import { startFreshet, temporaryFolder } from '../support/forms.ts';

const settings = { label: '', origins: [], expiresAt: null };
const key = (kind: 'publishable' | 'secret', site: string, scopes: readonly Scope[]) =>
  makeKey({ ...settings, kind, site, scopes }, Date.now() - 1_000);

const page = key('publishable', 'default', ['events', 'recommend']);
const shop = key('secret', 'default', ['events', 'recommend', 'catalogue']);
const operator = key('secret', '*', ['inspect']);
const probe = key('secret', 'freshet-probe', ['events', 'recommend']);

describeInChromium('freshet start with keys', () => {
  it('has a shop whose pages carry theirs, and a probe that reads what it wrote', async () => {
    const folder = temporaryFolder();
    await changeKeyFile(join(folder, 'keys.json'), (set) =>
      [page, shop, operator, probe].reduce(withKey, set),
    );
    const { url } = await startFreshet(folder, 2, undefined, {
      PUBLIC_KEY: page.text,
      FRESHET_KEY: shop.text,
      PROBE: 'true',
      PROBE_KEY: probe.text,
    });
    const { page: tab, open, shown, complaints } = await visitShop(url);

    await open('/items/stove');
    await eventually('its act was sent', async () => {
      expect(await tab.locator('.acts li').allTextContents()).toEqual(['viewTwo-ring stovesent']);
    });
    await eventually('the list follows it', async () => {
      await open('/');
      expect(new Set((await shown()).map(categoryOf))).toEqual(new Set(['kitchen']));
    });
    expect(await tab.locator('[data-panel=profile], [data-panel=why]').count()).toBe(0);
    expect(complaints).toEqual([]);

    await eventually('the probe finds its visits', async () => {
      const headers = { authorization: `Bearer ${operator.text}` };
      const answer = await fetch(`${url}/v1/dashboard/health`, { headers });
      const health = (await answer.json()) as { probe: { lastHour: { fresh: number } } };
      expect(health.probe.lastHour.fresh).toBeGreaterThanOrEqual(2);
    });
  });
});
