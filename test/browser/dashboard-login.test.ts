import { hashPassword } from '@freshet/dashboard/password-hash';
import { expect, it } from 'vitest';
import { expectSeen, lookAtBackOffice, seriousViolations } from '../support/back-office.ts';
import { describeInChromium } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { startFreshet, temporaryFolder } from '../support/forms.ts';

const PASSWORD = 'correct horse battery';

describeInChromium('the back office with a login', () => {
  it('asks for it, names who makes a change, and forgets them at the logout', async () => {
    const { url } = await startFreshet(temporaryFolder(), 2, undefined, {
      DASHBOARD_PASSWORD_HASH: await hashPassword(PASSWORD),
      SESSION_SECRET: 'a secret of at least 32 characters',
    });
    const { page, open, complaints, strangers } = await lookAtBackOffice(url);
    const logIn = async (password: string) => {
      await page.getByLabel('Your name').fill('Zoë');
      await page.getByLabel('Password').fill(password);
      await page.getByRole('button', { name: 'Log in' }).click();
    };

    await open('/rules');
    expect(page.url()).toBe(`${url}/dashboard/login?to=%2Fdashboard%2Frules`);
    expect(await seriousViolations(page)).toEqual([]);
    await logIn('not the password');
    await expectSeen(page.getByRole('alert').getByText('The password is wrong.'));
    await open('/rules');
    await logIn(PASSWORD);
    await expectSeen(page.getByRole('heading', { name: 'Rules', exact: true }));
    expect(page.url()).toBe(`${url}/dashboard/rules`);

    await page.getByRole('button', { name: 'New rule' }).click();
    await page.getByRole('textbox', { name: 'Id', exact: true }).fill('hero');
    await page.getByLabel('Action').selectOption('pin');
    await page.getByLabel('Item ids, one a line').fill('tent');
    await page.getByRole('button', { name: 'Save rule' }).click();
    const trail = page.getByRole('region', { name: 'Trail' });
    await expectSeen(trail.getByRole('row', { name: 'Zoë made' }));

    await open('');
    await expectSeen(page.getByText('Zoë'));
    await expectSeen(page.getByRole('heading', { name: 'Live', exact: true }));
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.waitForURL(`${url}/dashboard/login`);
    await page.goBack();
    await page.waitForURL(/\/dashboard\/login/);
    expect(strangers).toEqual([]);
    // The refused password is an answer of 401, which Chromium notes.
    expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
  });

  it('leads to the login when the session is over while a page is open', async () => {
    const { url } = await startFreshet(temporaryFolder(), 2, undefined, {
      DASHBOARD_PASSWORD_HASH: await hashPassword(PASSWORD),
      SESSION_SECRET: 'a secret of at least 32 characters',
    });
    const { page, open } = await lookAtBackOffice(url);
    await open('/rules');
    await page.getByLabel('Your name').fill('Zoë');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Log in' }).click();
    await expectSeen(page.getByRole('heading', { name: 'Rules', exact: true }));
    await page.context().clearCookies();
    // Each call of the page that is refused leads there, and breaks off the way that the one before began.
    await eventually('the login is shown', () =>
      expect(page.url()).toContain('/dashboard/login?to=%2Fdashboard%2Frules'),
    );
    await expectSeen(page.getByLabel('Password'));
  });
});
