import { expect, it } from 'vitest';
import { expectSeen, openBackOffice } from '../support/back-office.ts';
import { describeInChromium } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { getJson, postJson } from '../support/http.ts';

describeInChromium('the page of rules', () => {
  it('sets a rule that changes the answer, previews it before, and takes it back', async () => {
    const { url, page, open, send } = await openBackOffice();
    const itemIds = ['tent', 'stove', 'lantern', 'rope'];
    const items = itemIds.map((itemId) => ({ itemId, categories: ['camping'], price: 10 }));
    expect(await postJson(`${url}/v1/items`, { items })).toMatchObject({ status: 202 });
    for (const userId of ['ada', 'bob', 'cem']) {
      await send(...itemIds.map((itemId) => ({ type: 'view', userId, itemId })));
    }
    const question = `${url}/v1/recommendations?userId=dee&n=4&exploration=0`;
    const answer = async () => {
      const { items: list } = await getJson<{ items: { itemId: string }[] }>(question);
      return list.map(({ itemId }) => itemId);
    };
    // Until then their order may change.
    await eventually('all that was visited counts', async () => {
      for (const itemId of itemIds) {
        expect(await getJson<object>(`${url}/v1/items/${itemId}`)).toMatchObject({ visits: 3 });
      }
      expect((await answer()).toSorted()).toEqual(itemIds.toSorted());
    });
    const before = await answer();
    const last = before.at(-1)!;

    await open('/rules');
    await page.getByLabel('Your name, for the trail').fill('Zoë');
    await page.getByRole('button', { name: 'New rule' }).click();
    await page.getByRole('textbox', { name: 'Id', exact: true }).fill('hero');
    await page.getByLabel('Action').selectOption('pin');
    await page.getByLabel('Item ids, one a line').fill(last);
    await page.getByRole('textbox', { name: "Visitor's id" }).fill('dee');
    await page.getByRole('button', { name: 'Show before and after' }).click();
    await expectSeen(page.getByRole('row', { name: `1 ${before[0]} ${last}` }).getByText('up 3'));
    expect(await answer(), 'a preview stores nothing').toEqual(before);

    await page.getByRole('button', { name: 'Save rule' }).click();
    await expectSeen(page.getByText('hero is saved'));
    await eventually('the rule holds', async () => expect((await answer())[0]).toBe(last));

    const made = page.getByRole('region', { name: 'Trail' }).getByRole('row', { name: 'Zoë made' });
    await made.getByRole('button', { name: 'Undo change 1 of hero' }).click();
    await expectSeen(page.getByText('Change 1 of hero is taken back'));
    await eventually('the list is as before', async () => expect(await answer()).toEqual(before));
    await expectSeen(page.getByText('Lists are as the ranker makes them.'));
  });

  it('says what is odd about a rule, and what is wrong with one', async () => {
    const { page, open } = await openBackOffice();
    await open('/rules');
    await page.getByRole('button', { name: 'New rule' }).click();
    await page.getByRole('textbox', { name: 'Id', exact: true }).fill('odd');
    await page.getByLabel('Filter (CEL)').fill('item.price <');
    await page.getByRole('button', { name: 'Save rule' }).click();
    await expectSeen(page.getByRole('alert').getByText('FILTER_INVALID'));
    await page.getByLabel('Filter (CEL)').fill('item.price < 0');
    await page.getByRole('button', { name: 'Save rule' }).click();
    await expectSeen(page.getByText('MATCHES_NOTHING'));
  });
});
