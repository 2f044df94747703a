import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectSeen, lookAtBackOffice } from '../support/back-office.ts';
import { describeInChromium } from '../support/chromium.ts';
import { categoryOf, untilKnown, visitShop } from '../support/demo-shop.ts';
import { eventually } from '../support/eventually.ts';
import { distributedForm } from '../support/forms.ts';

/** Each service a process of its own, on an origin of its own, and two browsers. */
async function openApart() {
  const form = await distributedForm.start({ partitions: 6 });
  const [dashboard, shop] = await Promise.all([form.addDashboard(), form.addShop()]);
  const { ingestUrl, apiUrl } = form;
  const [visitor, office] = await Promise.all([
    visitShop(shop.url, { freshet: [ingestUrl, apiUrl] }),
    lookAtBackOffice(dashboard.url),
  ]);
  const [, , api] = form.processes;
  return { visitor, office, dashboard, apiUrl, api: api! };
}

/** What the dashboard has answered with 4xx and 5xx, from now on. */
function watchRefusals(page: Page): readonly string[] {
  const refusals: string[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (response.status() >= 400) refusals.push(`${response.status()} ${pathname}`);
  });
  return refusals;
}

const pages = {
  Analytics: '/analytics',
  Health: '/health',
  Figures: '/figures',
  Experiments: '/experiments',
  Ranker: '/ranker',
  Catalogue: '/catalogue',
  'Dead letters': '/dead-letters',
};

describe.skipIf(!distributedForm.available)('services that run apart', () => {
  describeInChromium('shop and back office', () => {
    it('show a visit, and what it leads to, each on its own port', async () => {
      const { visitor, office } = await openApart();
      const refusals = watchRefusals(office.page);
      await office.open('');
      await expectSeen(office.page.getByText('live', { exact: true }));

      await visitor.open('/items/stove');
      await untilKnown(visitor.page, 'Two-ring stove');
      await visitor.open('/');
      const six = await visitor.shown();
      expect(six).toHaveLength(6);
      expect(new Set(six.map(categoryOf))).toEqual(new Set(['kitchen']));
      const anonymousId: string = await visitor.page.evaluate('freshet.ids().anonymousId');

      const newest = office.page.getByRole('region', { name: 'Newest events' });
      await expectSeen(newest.getByRole('row', { name: 'stove' }).first());
      await office.open(`/inspector?visitor=${anonymousId}`);
      const profile = office.page.getByRole('region', { name: 'Profile' });
      await expectSeen(profile.getByRole('row', { name: 'stove view' }));

      await office.open('/rules');
      await office.page.getByRole('button', { name: 'New rule' }).click();
      await office.page.getByRole('textbox', { name: 'Id', exact: true }).fill('hero');
      await office.page.getByLabel('Action').selectOption('pin');
      await office.page.getByLabel('Item ids, one a line').fill('tent');
      await office.page.getByRole('button', { name: 'Save rule' }).click();
      await expectSeen(office.page.getByText('hero is saved'));
      await eventually('the visitor is shown what the rule says', async () => {
        await visitor.open('/');
        expect((await visitor.shown())[0]).toBe('tent');
      });

      for (const [name, path] of Object.entries(pages)) {
        await office.open(path);
        await expectSeen(office.page.getByRole('heading', { name, level: 1, exact: true }));
        await eventually(`${name} has loaded`, async () => {
          expect(await office.page.locator('.skeleton').count()).toBe(0);
        });
      }
      expect(refusals, 'the dashboard has brought every call to who answers it').toEqual([]);
      for (const { strangers, complaints } of [visitor, office]) {
        expect([...strangers, ...complaints]).toEqual([]);
      }
    });

    it('say that the API is away, and what there is without it', async () => {
      const { visitor, office, api, apiUrl } = await openApart();
      await visitor.open('/items/stove');
      await untilKnown(visitor.page, 'Two-ring stove');
      await api.kill('SIGKILL');

      await office.open('/inspector?user=ada');
      const away = `The API cannot be reached at ${apiUrl}`;
      await expectSeen(office.page.getByRole('alert').getByText(away).first());
      await office.open('/events');
      await expectSeen(office.page.getByRole('row', { name: 'stove' }).first());
      await eventually('the shop waits', async () => {
        await visitor.open('/');
        expect(await visitor.page.textContent('h1')).toBe('The shop waits for Freshet');
      });
    });
  });
});
