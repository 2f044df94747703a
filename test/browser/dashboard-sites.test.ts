import { behaviourEventCodec, profileKey, topics } from '@freshet/events';
import { openEnvironment } from '@freshet/store/embedded';
import { createEmbeddedLog } from '@freshet/stream/embedded';
import { expect, it } from 'vitest';
import { expectSeen, openBackOffice } from '../support/back-office.ts';
import { describeInChromium } from '../support/chromium.ts';
import { behaviourEvent } from '../support/events.ts';
import { temporaryFolder } from '../support/forms.ts';
import { getJson } from '../support/http.ts';
import { quietLogger } from '../support/quiet-logger.ts';

describeInChromium('several sites of one deployment', () => {
  it('can be chosen between, each with its own events and rules, also after a reload', async () => {
    const dataDir = temporaryFolder();
    await visitOutlet(dataDir);
    const { url, page, open, send } = await openBackOffice(dataDir);
    await send({ type: 'view', userId: 'ada', itemId: 'tent' });
    await open('');
    const newest = page.getByRole('region', { name: 'Newest events' });
    await expectSeen(newest.getByRole('row', { name: 'view ada tent' }));
    await page.getByLabel('Site').selectOption('outlet');
    await expectSeen(newest.getByRole('row', { name: 'view bea sandal' }));
    expect(await newest.getByText('ada').count()).toBe(0);

    await open('/rules');
    await page.getByRole('button', { name: 'New rule' }).click();
    await page.getByRole('textbox', { name: 'Id', exact: true }).fill('clearance');
    await page.getByLabel('Filter (CEL)').fill('item.price < 20');
    await page.getByRole('button', { name: 'Save rule' }).click();
    await expectSeen(page.getByText('clearance is saved'));
    const rulesOf = async (query: string) => {
      const { rules } = await getJson<{ rules: { id: string }[] }>(`${url}/v1/admin/rules${query}`);
      return rules.map(({ id }) => id);
    };
    expect(await rulesOf('?site=outlet')).toEqual(['clearance']);
    expect(await rulesOf('')).toEqual([]);

    await page.reload();
    await expectSeen(page.getByRole('row', { name: 'clearance' }).first());
    const asked = page.waitForRequest(/\/v1\/dashboard\/quality\?.*site=outlet/);
    await page.getByRole('link', { name: 'Data quality' }).click();
    await asked;
    await page.getByRole('link', { name: 'Inspector' }).click();
    await expectSeen(page.getByText('can be asked for of the site default alone'));
    await page.getByLabel('Site').selectOption('default');
    await page.getByRole('link', { name: 'Rules' }).click();
    await expectSeen(page.getByText('Lists are as the ranker makes them.'));
  });

  it('are not asked about where there is one', async () => {
    const { page, open, send } = await openBackOffice();
    await send({ type: 'view', userId: 'ada', itemId: 'tent' });
    const sites = page.waitForResponse('**/v1/dashboard/sites');
    await open('');
    expect(await (await sites).json()).toEqual({ sites: ['default'] });
    await expectSeen(page.getByRole('row', { name: 'view ada tent' }));
    expect(await page.getByLabel('Site').count()).toBe(0);
  });
});

/** Something that somebody does on another site, in the log before the start. */
async function visitOutlet(dataDir: string): Promise<void> {
  const environment = openEnvironment(dataDir);
  const log = createEmbeddedLog({ environment, partitions: 8, logger: quietLogger });
  await log.admin.ensureTopics(Object.values(topics));
  const at = Date.now();
  const event = behaviourEvent({ id: 'o1', site: 'outlet', userId: 'bea', itemId: 'sandal', at });
  const record = { key: profileKey(event), value: behaviourEventCodec.encode(event) };
  await log.publisher.publish(topics.behaviourEvents.name, [record]);
  await log.close();
  await environment.close();
}
