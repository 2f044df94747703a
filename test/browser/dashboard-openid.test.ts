import { once } from 'node:events';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';
import { expect, it, onTestFinished } from 'vitest';
import { expectSeen } from '../support/back-office.ts';
import { describeInChromium, openContext } from '../support/chromium.ts';
import { startFreshet, temporaryFolder } from '../support/forms.ts';
import { freePorts } from '../support/free-port.ts';

const CLIENT = { id: 'back-office', secret: 'the secret of the back office' };

/** A certified provider with its own pages of login and consent, where everybody has an address of its name. */
async function startProvider(redirect: string): Promise<string> {
  const [port] = await freePorts(1);
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirect] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    findAccount: (_context, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, email: `${accountId}@example.com`, email_verified: true }),
    }),
  });
  const answer = provider.callback();
  const server = createServer((...call) => void answer(...call)).listen(port, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return issuer;
}

describeInChromium('the back office with a login at an OpenID Connect provider', () => {
  it('sends people there and takes them back, with the address that it knows', async () => {
    const [port] = await freePorts(1);
    const url = `http://127.0.0.1:${port}`;
    const issuer = await startProvider(`${url}/dashboard/login/callback`);
    await startFreshet(temporaryFolder(), 2, port, {
      DASHBOARD_URL: url,
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_ALLOWED: 'ada@example.com',
      SESSION_SECRET: 'a secret of at least 32 characters',
    });
    const page = await (await openContext()).newPage();
    await page.goto(`${url}/dashboard/rules`);
    await page.getByRole('link', { name: `Log in with ${new URL(issuer).host}` }).click();
    await page.getByPlaceholder('Enter any login').fill('ada');
    await page.getByPlaceholder('and password').fill('any');
    await page.getByRole('button', { name: 'Sign-in' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.waitForURL(`${url}/dashboard/rules`);
    await expectSeen(page.getByText('ada@example.com'));
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.waitForURL(`${url}/dashboard/login`);
    const names = (await page.context().cookies(url)).map(({ name }) => name);
    expect(names.filter((name) => name.includes('freshet'))).toEqual([]);
  });
});
