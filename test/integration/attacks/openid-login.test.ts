import { describe, expect, test } from 'vitest';
import { CookieBrowser } from '../../support/cookie-browser.ts';
import { openGuardedOffice } from '../../support/guarded-office.ts';
import {
  CLIENT_ID,
  CLIENT_SECRET,
  type Lie,
  OpenIdProvider,
} from '../../support/openid-provider.ts';

const MINUTE_MS = 60_000;
const COOKIE = 'freshet-session';

async function openOffice(provider?: OpenIdProvider, allowed = 'ada@example.com') {
  const at = provider ?? (await OpenIdProvider.started());
  const office = await openGuardedOffice((address) => ({
    DASHBOARD_URL: address,
    OIDC_ISSUER: at.issuer,
    OIDC_CLIENT_ID: CLIENT_ID,
    OIDC_CLIENT_SECRET: CLIENT_SECRET,
    OIDC_ALLOWED: allowed,
  }));
  return { office, provider: at, browser: new CookieBrowser(office.url) };
}

/** Goes to the provider; where that sends the browser back to. */
async function comeBack(browser: CookieBrowser, to = '/dashboard/rules'): Promise<string> {
  const there = await browser.get(`/dashboard/login/openid?to=${encodeURIComponent(to)}`);
  expect(there.status).toBe(303);
  const answer = await fetch(there.headers.get('location')!, { redirect: 'manual' });
  return answer.headers.get('location')!;
}

async function expectRefused(answer: Response, browser: CookieBrowser, status = 403) {
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toContain('text/html');
  expect(browser.cookies.has(COOKIE)).toBe(false);
  return answer.text();
}

test('controls: whom the provider knows, and the list has, comes in and is named', async () => {
  const { office, browser } = await openOffice();
  const answer = await browser.get(await comeBack(browser));
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/dashboard/rules']);
  expect(await (await browser.post(office.changePath)).json()).toEqual({ by: 'ada@example.com' });
  expect([...browser.cookies.keys()], 'nothing else is kept').toEqual([COOKIE]);
});

test('replayed login: a code of the provider, which is used up', async () => {
  const { browser } = await openOffice();
  const back = await comeBack(browser);
  const thief = browser.thief();
  expect((await browser.get(back)).status).toBe(303);
  await expectRefused(await thief.get(back), thief);
});

describe('OpenID Connect: what comes back', () => {
  test('with another state', async () => {
    const { browser } = await openOffice();
    const back = new URL(await comeBack(browser));
    back.searchParams.set('state', 'another');
    await expectRefused(await browser.get(back.href), browser);
  });

  test('without a state', async () => {
    const { browser } = await openOffice();
    const back = new URL(await comeBack(browser));
    back.searchParams.delete('state');
    await expectRefused(await browser.get(back.href), browser);
  });

  test('in a browser that began no login: the attacker would have logged it in as themselves', async () => {
    const { office, browser: attacker } = await openOffice();
    const back = await comeBack(attacker);
    const victim = new CookieBrowser(office.url);
    await expectRefused(await victim.get(back), victim);
  });

  test('in a browser that began another login', async () => {
    const { office, browser: attacker } = await openOffice();
    const back = await comeBack(attacker);
    const victim = new CookieBrowser(office.url);
    await comeBack(victim);
    await expectRefused(await victim.get(back), victim);
  });

  test('after more than ten minutes', async () => {
    const { office, browser } = await openOffice();
    const back = await comeBack(browser);
    office.pass(10 * MINUTE_MS);
    await expectRefused(await browser.get(back), browser);
  });

  test('as a refusal of the provider', async () => {
    const { browser } = await openOffice();
    const back = new URL(await comeBack(browser));
    back.searchParams.delete('code');
    back.searchParams.set('error', 'access_denied');
    back.searchParams.set('error_description', 'words of a stranger');
    expect(await expectRefused(await browser.get(back.href), browser)).not.toContain('stranger');
  });

  test('with an address to go on to that is not ours', async () => {
    const { browser } = await openOffice();
    const answer = await browser.get(await comeBack(browser, 'https://evil.example/'));
    expect(answer.headers.get('location')).toBe('/dashboard');
  });
});

describe('OpenID Connect: an ID token', () => {
  const past = Math.floor(Date.now() / 1000) - 3_600;
  const lies: Readonly<Record<string, Lie>> = {
    'of another audience': { claims: { aud: 'another client' } },
    'for us and another party': { claims: { aud: [CLIENT_ID, 'another'], azp: 'another' } },
    'of another issuer': { claims: { iss: 'https://evil.example' } },
    'with another nonce': { claims: { nonce: 'of another login' } },
    'without a nonce': { claims: { nonce: undefined } },
    'that has expired': { claims: { exp: past } },
    'signed with another key': { signature: 'another key' },
    'that is not signed': { signature: 'none' },
    'of somebody not on the list': { claims: { email: 'eve@example.com' } },
    'of an address nobody verified': { claims: { email_verified: false } },
    'of an address of which nobody says': { claims: { email_verified: undefined } },
    'of nobody in particular': { claims: { email: undefined } },
  };
  test.for(Object.keys(lies))('%s', async (kind) => {
    const { provider, browser } = await openOffice();
    provider.lie = lies[kind]!;
    await expectRefused(await browser.get(await comeBack(browser)), browser);
  });
});

describe('OpenID Connect: a provider that is down', () => {
  test('is said on a page; when it is back, people come in', async () => {
    const provider = await OpenIdProvider.reserve();
    const { browser } = await openOffice(provider);
    expect((await browser.get('/dashboard/login')).status).toBe(200);
    const page = await expectRefused(await browser.get('/dashboard/login/openid'), browser, 503);
    expect(page).toContain(`${new URL(provider.issuer).host} cannot be reached`);
    await provider.start();
    expect((await browser.get(await comeBack(browser))).status).toBe(303);
  });

  test('ends no session, and may go away in the middle of a login', async () => {
    const { office, provider, browser } = await openOffice();
    await browser.get(await comeBack(browser));
    const late = new CookieBrowser(office.url);
    const back = await comeBack(late);
    provider.stop();
    await expectRefused(await late.get(back), late, 503);
    expect((await browser.post(office.changePath)).status).toBe(200);
  });
});

test('brute force: logins by a provider are bounded as well', async () => {
  const { browser } = await openOffice();
  const statuses: number[] = [];
  for (let i = 0; i < 11; i++) {
    statuses.push((await browser.get('/dashboard/login/openid')).status);
  }
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 303), 429]);
});
