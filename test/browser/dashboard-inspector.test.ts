import { expect, it } from 'vitest';
import { expectSeen, openBackOffice } from '../support/back-office.ts';
import { describeInChromium } from '../support/chromium.ts';

describeInChromium('the inspector', () => {
  it('shows a visitor who has just clicked, and each further click by itself', async () => {
    const { page, open, send } = await openBackOffice();
    await send(
      { type: 'view', userId: 'ada', itemId: 'tent' },
      { type: 'click', userId: 'ada', itemId: 'stove' },
    );
    await open('/inspector');
    await page.getByLabel('User id').fill('ada');
    await page.getByRole('button', { name: 'Inspect' }).click();
    const profile = page.getByRole('region', { name: 'Profile' });
    await expectSeen(profile.getByRole('row', { name: 'stove click' }));
    await send({ type: 'view', userId: 'ada', itemId: 'lantern' });
    await expectSeen(profile.getByRole('row', { name: 'lantern view' }));
    await send({ type: 'dismiss', userId: 'ada', itemId: 'kettle' });
    await expectSeen(profile.getByRole('listitem').filter({ hasText: 'kettle from' }));
    expect(page.url()).toContain('/dashboard/inspector?user=ada');
  });

  it('tells why an item is in the answer, and leads on to the item', async () => {
    const { page, open, send } = await openBackOffice();
    for (const userId of ['ada', 'bob', 'cem']) {
      await send(
        { type: 'view', userId, itemId: 'tent' },
        { type: 'view', userId, itemId: 'stove' },
      );
    }
    await send({ type: 'view', userId: 'dee', itemId: 'tent' });
    await open('/inspector?user=dee');
    const answer = page.getByRole('region', { name: 'The answer now' });
    const stove = answer.getByRole('listitem').filter({ hasText: 'of steps from tent came here' });
    await stove.first().getByText('What the score is made of').click();
    await expectSeen(stove.first().getByText('covisit', { exact: true }));
    await stove.first().getByRole('link', { name: 'stove' }).click();
    await expectSeen(
      page.getByRole('region', { name: 'Neighbours' }).getByRole('link', { name: 'tent' }),
    );
  });

  it('finds an event by its id, and says of another that it is not known', async () => {
    const { page, open, send } = await openBackOffice();
    await send({ id: 'my-event', type: 'view', userId: 'ada', itemId: 'tent' });
    await open('/inspector?message=my-event');
    await expectSeen(page.getByText('signed-off'));
    await open('/inspector?message=another');
    await expectSeen(page.getByText('No such event is known.'));
  });
});
