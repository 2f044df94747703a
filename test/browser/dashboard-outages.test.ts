import type { Route } from 'playwright-core';
import { expect, it } from 'vitest';
import { expectSeen, openBackOffice } from '../support/back-office.ts';
import { describeInChromium } from '../support/chromium.ts';

/** Pages that ask for what they show; the others follow the stream. */
const asking = [
  '/analytics',
  '/health',
  '/inspector?user=ada',
  '/inspector?item=tent',
  '/inspector?message=an-event',
  '/figures',
  '/rules',
  '/experiments',
  '/ranker',
  '/catalogue',
  '/dead-letters',
];
const streaming = ['', '/events'];

describeInChromium('the back office while its services are away', () => {
  it.for([
    ['hang', 'TIMEOUT', () => {}],
    ['answer 500', 'HTTP_500', (route) => route.fulfill({ status: 500, body: 'oops' })],
    ['answer no JSON', 'ANSWER_MALFORMED', (route) => route.fulfill({ body: '<p>welcome' })],
  ] satisfies [string, string, (route: Route) => unknown][])(
    'says on every page, where services %s, that they do: %s',
    async ([, code, answer]) => {
      const { url, page, complaints } = await openBackOffice();
      const context = page.context();
      await context.route('**/v1/**', answer);
      await Promise.all(
        asking.map(async (path) => {
          const tab = await context.newPage();
          await tab.goto(`${url}/dashboard${path}`);
          await expectSeen(tab.getByRole('alert').getByText(code).first());
          expect(await tab.locator('h1').count(), path).toBe(1);
          await tab.close();
        }),
      );
      expect(complaints).toEqual([]);
    },
  );

  it('says of a stream that is taken and tells nothing that it is lost, and comes back', async () => {
    const { url, page, send } = await openBackOffice();
    const context = page.context();
    await context.route('**/v1/dashboard/stream', () => {});
    const tabs = await Promise.all(
      streaming.map(async (path) => {
        const tab = await context.newPage();
        await tab.goto(`${url}/dashboard${path}`);
        await expectSeen(tab.getByText('connection lost, trying again'));
        return tab;
      }),
    );
    await context.unroute('**/v1/dashboard/stream');
    await send({ type: 'view', userId: 'ada', itemId: 'tent' });
    for (const tab of tabs) {
      await expectSeen(tab.getByText('live', { exact: true }));
      await expectSeen(tab.getByRole('row', { name: 'view ada tent' }));
    }
  });
});
