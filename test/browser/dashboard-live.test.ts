import { expect, it } from 'vitest';
import { expectSeen, openBackOffice } from '../support/back-office.ts';
import { describeInChromium } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';

describeInChromium('the live page', () => {
  it('shows an event within a second of its being accepted, and none while it is paused', async () => {
    const { page, open, send } = await openBackOffice();
    await open('');
    await expectSeen(page.getByText('live', { exact: true }));
    const newest = page.getByRole('region', { name: 'Newest events' });
    let sent = 0;
    // A machine that others use as well may take its time now and then.
    await eventually('an event is shown within a second', async () => {
      sent++;
      await send({ type: 'view', userId: 'ada', itemId: `tent-${sent}-` });
      await expectSeen(newest.getByRole('row', { name: `view ada tent-${sent}-` }), 1_000);
    });

    await page.getByRole('button', { name: 'Pause' }).click();
    await expectSeen(page.getByText('paused'));
    await send({ type: 'view', userId: 'bob', itemId: 'stove' });
    await eventually('the dashboard knows of it', async () => {
      const snapshot = await page.evaluate<string>(
        `fetch('/v1/dashboard/snapshot').then((answer) => answer.text())`,
      );
      expect(snapshot).toContain('bob');
    });
    expect(await newest.getByRole('row', { name: 'bob' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Go on' }).click();
    await expectSeen(newest.getByRole('row', { name: 'view bob stove' }));
  });

  it('says that the connection is lost, and comes back by itself', async () => {
    const { page, open, send } = await openBackOffice();
    await open('');
    await expectSeen(page.getByText('live', { exact: true }));
    let isAway = true;
    await page.route('**/v1/dashboard/stream', (route) =>
      isAway ? route.fulfill({ status: 500, body: 'away' }) : route.continue(),
    );
    await open('');
    await expectSeen(page.getByText('connection lost, trying again'));
    isAway = false;
    await expectSeen(page.getByText('live', { exact: true }));
    await send({ type: 'view', userId: 'ada', itemId: 'tent' });
    await expectSeen(page.getByRole('row', { name: 'view ada tent' }));
  });

  it('lets go of the stream while nobody sees the tab, and has what came meanwhile afterwards', async () => {
    const { page, open, send, url } = await openBackOffice();
    const streams = async (): Promise<string | undefined> => {
      const metrics = await (await fetch(`${url}/metrics`)).text();
      return /^freshet_dashboard_streams (\d+)$/m.exec(metrics)?.[1];
    };
    const turn = (isHidden: boolean) =>
      page.evaluate(`
        Object.defineProperty(document, 'hidden', { value: ${isHidden}, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      `);
    await open('');
    await expectSeen(page.getByText('live', { exact: true }));
    expect(await streams()).toBe('1');
    await turn(true);
    await eventually('the stream is closed', async () => expect(await streams()).toBe('0'));
    await send({ type: 'view', userId: 'ada', itemId: 'tent' });
    await turn(false);
    await expectSeen(page.getByRole('row', { name: 'view ada tent' }));
    expect(await streams()).toBe('1');
  });

  it('goes on behind messages that cannot be read, and counts them', async () => {
    const { page, open } = await openBackOffice();
    const whole = { seconds: [], windows: [], events: [], sampling: { share: 1 }, at: 1 };
    const body = [
      'event: snapshot\ndata: {"at":\n\n',
      'event: delta\ndata: <script>\n\n',
      `event: snapshot\ndata: ${JSON.stringify(whole)}\n\n`,
    ].join('');
    await page.route('**/v1/dashboard/stream', (route) =>
      route.fulfill({ contentType: 'text/event-stream', body }),
    );
    await open('/events');
    await expectSeen(page.getByText(/\d messages could not be read/));
    await expectSeen(page.getByText('No event yet'));
  });

  it('says of an API that answers 500, and of one that hangs, that it does', async () => {
    const { page, open } = await openBackOffice();
    await page.route('**/v1/ranker', (route) => route.fulfill({ status: 500, body: 'oops' }));
    await open('/ranker');
    await expectSeen(page.getByRole('alert').getByText('HTTP_500'));
    await page.route('**/v1/admin/figures?*', (route) => route.fulfill({ json: { odd: 1 } }));
    await open('/figures');
    await expectSeen(page.getByText('This page cannot show what it was answered.'));
    await page.route('**/v1/admin/rules', () => {});
    await open('/rules');
    await expectSeen(page.getByRole('alert').getByText('No answer within 10 s'));
    await expectSeen(page.getByText('No rule was ever changed.'));
  });
});
