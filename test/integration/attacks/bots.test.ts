import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { botAttacks, from, type Headers, many, view } from '../../support/bot-attacks.ts';
import { eventually } from '../../support/eventually.ts';
import { type RunningService, startService } from '../../support/processes.ts';
import { agents, pageHeaders } from '../../support/quarantine.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'freshet-bots-'));
let service: RunningService;
beforeAll(async () => {
  // Tests play the proxy that says whom a request is from.
  const env = {
    DATA_DIR: dataDir,
    PARTITIONS: '1',
    LOG_LEVEL: 'debug',
    TRUSTED_PROXIES: 'loopback',
    ITEM_VISITORS_MIN: '1',
  };
  service = await startService('freshet start', { env });
});
afterAll(async () => {
  await service.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

async function call(method: string, path: string, body?: object, headers: Headers = {}) {
  const answer = await fetch(`${service.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

/** Posts them 50 at a time; all are taken, whatever becomes of them. */
async function post(events: readonly object[], headersOf: (request: number) => Headers) {
  for (let i = 0; i < events.length; i += 50) {
    const part = events.slice(i, i + 50);
    const answer = await call('POST', '/v1/events', { events: part }, headersOf(i / 50));
    expect(answer).toMatchObject({ status: 202, body: { accepted: part.length, rejected: [] } });
  }
}

async function flagged(): Promise<Readonly<Record<string, number>>> {
  const metrics = await (await fetch(`${service.url}/metrics`)).text();
  const lines = metrics.matchAll(/^freshet_ingest_events_flagged_total\{reason="(\w+)"\} (\d+)/gm);
  return Object.fromEntries([...lines].map(([, reason, count]) => [reason!, Number(count)]));
}

/** What was flagged meanwhile, by reason. */
async function flaggedBy(attack: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await flagged();
  await attack();
  const now = Object.entries(await flagged());
  const risen = now.map(([reason, count]) => [reason, count - before[reason]!] as const);
  return Object.fromEntries(risen.filter(([, count]) => count > 0));
}

test.for(botAttacks)('%s: %s', async ([, , events, headersOf, expected]) => {
  const risen = await flaggedBy(() => post(events, headersOf));
  expect(Object.keys(risen)).toEqual(Object.keys(expected));
  // A second that passes lets one more through.
  for (const [reason, count] of Object.entries(expected)) {
    expect(risen[reason]).toBeLessThanOrEqual(count);
    expect(risen[reason]).toBeGreaterThanOrEqual(
      reason === 'rate' && count > 10 ? count - 20 : count,
    );
  }
});

it('item spam: forty visitors of forty addresses weigh more than a thousand of one', async () => {
  await post(
    many(1_000, (i) => view(`spammer-${i}`, 'pushed')),
    () => from('203.0.113.9'),
  );
  for (let i = 0; i < 40; i++)
    await post([view(`honest-${i}`, 'liked')], () => from(`192.0.2.${i}`));
  // In one partition: all that counts of the spam is on the board before what came behind it.
  await eventually('the board has what is liked first', async () => {
    const { body } = await call('GET', '/v1/trending?window=5m&n=100');
    const ids = (body['items'] as { itemId: string }[]).map(({ itemId }) => itemId);
    expect(ids).toContain('pushed');
    expect(ids.slice(0, ids.indexOf('pushed'))).toContain('liked');
  });
});

it('quarantine: to release twice changes nothing', async () => {
  await post([view('twice', 'tent')], () => pageHeaders(agents.headless));
  const body = { key: 'default/u/twice' };
  const release = () => call('POST', '/v1/admin/quarantine/release', body);
  expect(await release()).toMatchObject({ status: 200, body: { released: 1 } });
  expect(await release()).toMatchObject({ status: 200, body: { released: 0, already: 1 } });
  await eventually('it counts once', async () => {
    const { body: profile } = await call('GET', '/v1/profiles?userId=twice');
    expect(profile).toMatchObject({ events: 1 });
  });
});

test.for<
  [
    name: string,
    method: string,
    path: string,
    body: object | undefined,
    headers: Headers,
    status: number,
    code: string,
  ]
>([
  [
    'list it from elsewhere',
    'GET',
    '/v1/admin/quarantine',
    undefined,
    { 'x-forwarded-for': '203.0.113.7' },
    403,
    'ADMIN_LOCAL_ONLY',
  ],
  [
    'release from the page of another site',
    'POST',
    '/v1/admin/quarantine/release',
    { all: true },
    { origin: 'https://evil.example' },
    403,
    'ADMIN_LOCAL_ONLY',
  ],
  [
    'purge from elsewhere',
    'POST',
    '/v1/admin/quarantine/purge',
    { all: true },
    { 'x-forwarded-for': '203.0.113.7' },
    403,
    'ADMIN_LOCAL_ONLY',
  ],
  [
    'release all by leaving out which',
    'POST',
    '/v1/admin/quarantine/release',
    {},
    {},
    400,
    'FILTER_MISSING',
  ],
  [
    'post an event as released',
    'POST',
    '/v1/events',
    { ...view('x', 'tent'), released: true },
    {},
    400,
    'ENTRIES_REJECTED',
  ],
])('quarantine: %s', async ([, method, path, body, headers, status, code]) => {
  expect(await call(method, path, body, headers)).toMatchObject({ status, body: { code } });
});

it('bot: no address of a visitor is in log lines or on the disk', () => {
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true });
  const texts = files
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name), 'latin1'));
  expect(texts.length).toBeGreaterThan(0);
  for (const text of [service.output(), ...texts]) expect(text).not.toContain('203.0.113.7');
});
