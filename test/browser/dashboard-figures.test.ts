import { expect, it } from 'vitest';
import { expectSeen, openBackOffice } from '../support/back-office.ts';
import { describeInChromium } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { getJson } from '../support/http.ts';

interface Answer {
  readonly recommId: string;
  readonly items: readonly { readonly itemId: string }[];
}

describeInChromium('the page of figures', () => {
  it('tells what was clicked of answers, of all time and of days, by what one asks for', async () => {
    const { url, page, open, send } = await openBackOffice();
    for (const userId of ['ada', 'bob', 'cem']) {
      await send(
        { type: 'view', userId, itemId: 'tent' },
        { type: 'view', userId, itemId: 'stove' },
      );
    }
    await send({ type: 'view', userId: 'dee', itemId: 'tent' });
    const answer = await eventually('dee gets an answer', async () => {
      const got = await getJson<Answer>(`${url}/v1/recommendations?userId=dee&n=2`);
      expect(got.items.length).toBeGreaterThan(0);
      return got;
    });
    const { recommId } = answer;
    const items = answer.items.map(({ itemId }) => ({ itemId }));
    await send(
      { type: 'impression', userId: 'dee', recommId, position: 1, items },
      { type: 'click', userId: 'dee', recommId, position: 1, itemId: items[0]!.itemId },
    );
    await open('/figures');
    const places = page.getByRole('region', { name: 'By place' });
    await page.getByRole('button', { name: 'position', exact: true }).click();
    await page.getByRole('button', { name: 'strategy', exact: true }).click();
    const first = places.getByRole('row').nth(1);
    const shown = async () => (await first.locator('th, td').allTextContents()).slice(0, 3);
    await eventually('the click is counted', async () => {
      expect(await shown()).toEqual(['1', '1', '1']);
    });
    for (const range of ['Today', '7 days', '90 days']) {
      await page.getByRole('button', { name: range }).click();
      await expectSeen(page.getByText('By UTC days, today as far as it has come.'));
      await eventually(`the same of ${range}`, async () => {
        expect(await shown()).toEqual(['1', '1', '1']);
      });
    }
  });

  it('says that there is nothing in a time, and of a store that is away that it is', async () => {
    const { page, open } = await openBackOffice();
    await open('/figures');
    await expectSeen(page.getByText('Nothing came back yet'));
    await page.getByRole('button', { name: '7 days' }).click();
    await expectSeen(page.getByText('Nothing came back in this time'));
    const body = { code: 'STORE_UNREACHABLE', message: 'The store cannot be reached.' };
    await page.route('**/v1/admin/figures?*', (route) =>
      route.fulfill({ status: 503, json: body }),
    );
    await page.getByRole('button', { name: '30 days' }).click();
    await expectSeen(page.getByRole('alert').getByText('STORE_UNREACHABLE'));
  });
});
