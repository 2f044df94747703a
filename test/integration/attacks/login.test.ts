import { once } from 'node:events';
import { get } from 'node:http';
import { describe, expect, test } from 'vitest';
import { CookieBrowser } from '../../support/cookie-browser.ts';
import { eventually } from '../../support/eventually.ts';
import { openGuardedOffice, PASSWORD } from '../../support/guarded-office.ts';

const HOUR_MS = 3_600_000;
const COOKIE = 'freshet-session';

async function loggedIn(settings: Record<string, string> = {}) {
  const office = await openGuardedOffice(settings);
  const browser = new CookieBrowser(office.url);
  const answer = await browser.logIn('Zoë', PASSWORD);
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/dashboard']);
  return { office, browser };
}

const codeOf = async (answer: Response) => [
  answer.status,
  ((await answer.json()) as { code?: string }).code,
];
const refusedAsStranger = [401, 'LOGIN_REQUIRED'];

describe('no session', () => {
  test('pages lead to the login, which leads back', async () => {
    const { url } = await openGuardedOffice();
    const answer = await fetch(`${url}/dashboard/rules?site=a`, {
      redirect: 'manual',
      headers: { accept: 'text/html' },
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      '/dashboard/login?to=%2Fdashboard%2Frules%3Fsite%3Da',
    ]);
    expect(await answer.text()).toBe('');
  });

  test.for(['/v1/dashboard/stream', '/dashboard/session'])('nothing of %s', async (path) => {
    const { url } = await openGuardedOffice();
    expect(await codeOf(await fetch(url + path))).toEqual(refusedAsStranger);
  });

  test('no change, from this machine either', async () => {
    const { url, changePath } = await openGuardedOffice();
    expect(await codeOf(await new CookieBrowser(url).post(changePath))).toEqual(refusedAsStranger);
  });

  test('whoever is logged in may, and is named', async () => {
    const { office, browser } = await loggedIn();
    const answer = await browser.post(office.changePath);
    expect([answer.status, await answer.json()]).toEqual([200, { by: 'Zoë' }]);
  });
});

describe('forged cookie', () => {
  const forgeries: Readonly<Record<string, (text: string) => string>> = {
    'made up': () => 'e30.e30.e30.e30.e30',
    empty: () => '',
    'cut off': (text) => text.slice(0, -4),
    'with another letter': (text) =>
      text.slice(0, -5) + (text.at(-5) === 'A' ? 'B' : 'A') + text.slice(-4),
    'unsigned (alg none)': () =>
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"aud":"session"}').toString('base64url')}.`,
    'of 8 KB': () => 'x'.repeat(8_000),
  };
  test.for(Object.keys(forgeries))('%s', async (kind) => {
    const { office, browser } = await loggedIn();
    const thief = browser.thief();
    thief.put(COOKIE, forgeries[kind]!(browser.cookies.get(COOKIE)!));
    expect(await codeOf(await thief.post(office.changePath))).toEqual(refusedAsStranger);
  });

  test('of a deployment with another secret', async () => {
    const { browser } = await loggedIn({
      SESSION_SECRET: 'another secret of 32 characters, or more',
    });
    const { url, changePath } = await openGuardedOffice();
    expect(await codeOf(await browser.thief(url).post(changePath))).toEqual(refusedAsStranger);
  });
});

test('session fixation: what a browser brings along is not what it gets', async () => {
  const { office, browser: attacker } = await loggedIn();
  const victim = attacker.thief();
  await victim.logIn('Victim', PASSWORD);
  expect(victim.cookies.get(COOKIE)).not.toBe(attacker.cookies.get(COOKIE));
  const answer = await attacker.post(office.changePath);
  expect(await codeOf(answer), 'what was fixed is over').toEqual(refusedAsStranger);
  expect((await victim.post(office.changePath)).status).toBe(200);
});

describe('replayed login', () => {
  test('of a copied cookie: here, and at another process', async () => {
    const { office, browser } = await loggedIn();
    const [thief, beside] = [browser.thief(), browser.thief(await office.startBeside())];
    expect((await beside.post(office.changePath)).status, 'before').toBe(200);
    const answer = await browser.post('/dashboard/logout', new URLSearchParams());
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/dashboard/login']);
    expect(browser.cookies.has(COOKIE)).toBe(false);
    expect(await codeOf(await thief.post(office.changePath))).toEqual(refusedAsStranger);
    await eventually('the other process knows', async () => {
      expect(await codeOf(await beside.post(office.changePath))).toEqual(refusedAsStranger);
    });
  });

  test('of a live stream that is open', async () => {
    const { office, browser } = await loggedIn();
    const headers = { cookie: `${COOKIE}=${browser.cookies.get(COOKIE)}` };
    const request = get(office.url + office.streamPath, { headers });
    const [stream] = await once(request, 'response');
    expect(stream.statusCode).toBe(200);
    const broken = once(stream, 'error');
    stream.resume();
    await browser.post('/dashboard/logout', new URLSearchParams());
    await broken;
  });
});

describe('expired session', () => {
  test('after two hours without a call', async () => {
    const { office, browser } = await loggedIn();
    office.pass(2 * HOUR_MS - 60_000);
    const early = browser.thief();
    expect((await early.post(office.changePath)).status).toBe(200);
    office.pass(60_000);
    expect(await codeOf(await browser.thief().post(office.changePath))).toEqual(refusedAsStranger);
    expect((await early.post(office.changePath)).status, 'the call before was use').toBe(200);
  });

  test('after twelve hours in any case', async () => {
    const { office, browser } = await loggedIn();
    for (let hours = 1; hours < 12; hours++) {
      office.pass(HOUR_MS);
      expect((await browser.post(office.changePath)).status, `${hours} h`).toBe(200);
    }
    office.pass(HOUR_MS);
    expect(await codeOf(await browser.post(office.changePath))).toEqual(refusedAsStranger);
  });
});

describe('CSRF', () => {
  const elsewhere: Readonly<Record<string, Record<string, string>>> = {
    'a page of another site': { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    'a neighbour in the same site': {
      origin: 'https://evil.127.0.0.1',
      'sec-fetch-site': 'same-site',
    },
    'an old browser on another site': { origin: 'https://evil.example' },
    'a page in a sandbox': { origin: 'null' },
    'nobody who says where they are': {},
  };
  test.for(Object.keys(elsewhere))('fetch by %s', async (kind) => {
    const { office, browser } = await loggedIn();
    const answer = await browser.post(office.changePath, {}, elsewhere[kind]);
    expect(await codeOf(answer)).toEqual([403, 'CROSS_SITE_REFUSED']);
  });

  test.for(Object.keys(elsewhere))('logout by a form of %s', async (kind) => {
    const { office, browser } = await loggedIn();
    const answer = await browser
      .thief()
      .post('/dashboard/logout', new URLSearchParams(), elsewhere[kind]);
    expect(answer.status).toBe(403);
    expect((await browser.post(office.changePath)).status, 'still logged in').toBe(200);
  });

  test.for(Object.keys(elsewhere))('login as the attacker by a form of %s', async (kind) => {
    const office = await openGuardedOffice();
    const browser = new CookieBrowser(office.url);
    const form = new URLSearchParams({ name: 'Attacker', password: PASSWORD });
    const answer = await browser.post('/dashboard/login', form, elsewhere[kind]);
    expect([answer.status, browser.cookies.size]).toEqual([403, 0]);
  });
});

/** What tries to log in are answered, of which each says another way that it came. */
async function triesOf(url: string, count: number, forwarded: (i: number) => string) {
  const statuses: number[] = [];
  for (let i = 0; i < count; i++) {
    const form = new URLSearchParams({ name: 'Eve', password: '' });
    const headers = { origin: url, 'x-forwarded-for': forwarded(i) };
    const answer = await new CookieBrowser(url).post('/dashboard/login', form, headers);
    statuses.push(answer.status);
  }
  return statuses;
}

describe('brute force', () => {
  test('eleven tries from one address', async () => {
    const { url } = await openGuardedOffice();
    for (let i = 0; i < 10; i++) {
      expect((await new CookieBrowser(url).logIn('Eve', `guess ${i}`)).status).toBe(401);
    }
    const answer = await new CookieBrowser(url).logIn('Eve', PASSWORD);
    expect(answer.status, 'the right one as well').toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(900);
    expect(await answer.text()).toContain('tried too often');
  });

  test('a new address each time', { timeout: 120_000 }, async () => {
    const { url } = await openGuardedOffice({ TRUSTED_PROXIES: 'loopback' });
    expect(await triesOf(url, 101, (i) => `192.0.2.${i}`)).toEqual([
      ...Array.from({ length: 100 }, () => 401),
      429,
    ]);
  });

  test.for<[who: string, trusted: string, forwarded: (i: number) => string]>([
    ['where no proxy is trusted', '', (i) => `192.0.2.${i}`],
    ['where another one is', '198.51.100.1', (i) => `192.0.2.${i}`],
    ['before what the proxy says', 'loopback', (i) => `192.0.2.${i}, 203.0.113.7`],
  ])('addresses made up %s', async ([, trusted, forwarded]) => {
    const { url } = await openGuardedOffice({ TRUSTED_PROXIES: trusted });
    expect((await triesOf(url, 11, forwarded)).at(-1)).toBe(429);
  });

  test('a password of megabytes is not hashed, and nobody is told which part was wrong', async () => {
    const { url } = await openGuardedOffice();
    const browser = new CookieBrowser(url);
    expect((await browser.logIn('Eve', 'x'.repeat(9_000))).status).toBe(413);
    const long = await browser.logIn('Eve', 'x'.repeat(2_000));
    const wrong = await browser.logIn('Eve', 'guess');
    expect([long.status, wrong.status]).toEqual([401, 401]);
    expect(await long.text()).toBe(await wrong.text());
    expect(browser.cookies.size).toBe(0);
  });
});

describe('open redirect', () => {
  test.for([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/dashboard/../..//evil.example',
  ])('to %s', async (to) => {
    const { url } = await openGuardedOffice();
    const browser = new CookieBrowser(url);
    const page = await (await browser.get(`/dashboard/login?to=${encodeURIComponent(to)}`)).text();
    expect(page).toContain('name="to" value="/dashboard"');
    const answer = await browser.logIn('Zoë', PASSWORD, { to });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/dashboard']);
  });

  test('a page of ours is gone back to', async () => {
    const { url } = await openGuardedOffice();
    const answer = await new CookieBrowser(url).logIn('Zoë', PASSWORD, { to: '/dashboard/rules' });
    expect(answer.headers.get('location')).toBe('/dashboard/rules');
  });
});

describe('clickjacking', () => {
  test.for(['/dashboard/login', '/dashboard'])(
    '%s may not be framed, and runs nothing inline',
    async (path) => {
      const { browser } = await loggedIn();
      const { headers, status } = await browser.get(path, { accept: 'text/html' });
      expect(status).toBe(200);
      expect(headers.get('x-frame-options')).toBe('DENY');
      const policy = headers.get('content-security-policy')!;
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("form-action 'self'");
      expect(policy).not.toContain('unsafe');
    },
  );

  test('what a query holds is text', async () => {
    const { url } = await openGuardedOffice();
    const to = encodeURIComponent('/dashboard"><script>alert(1)</script>');
    expect(await (await fetch(`${url}/dashboard/login?to=${to}`)).text()).not.toContain('<script>');
  });
});

describe('stolen cookie', () => {
  test('no script reads it, no other site sends it', async () => {
    const { url } = await openGuardedOffice();
    const answer = await new CookieBrowser(url).logIn('Zoë', PASSWORD);
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^freshet-session=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(cookie, 'nobody reads the name in it').not.toMatch(/Zo/);
  });

  test('over TLS no host beside ours sets it, and no plain connection carries it', async () => {
    const { url } = await openGuardedOffice({ DASHBOARD_URL: 'https://office.example' });
    const form = new URLSearchParams({ name: 'Zoë', password: PASSWORD });
    const headers = { origin: 'https://office.example' };
    const answer = await new CookieBrowser(url).post('/dashboard/login', form, headers);
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(
      /^__Host-freshet-session=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });
});
