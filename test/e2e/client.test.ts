import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createFreshet, type Dropped, type Event, type Freshet } from '@freshet/client';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { makePackage } from '../../packages/client/build/package-folder.ts';
import { typesOf } from '../../packages/client/build/types.ts';
import { syncCatalogue } from '../../packages/client/examples/catalogue-sync.ts';
import { shopServer } from '../../packages/client/examples/shop-server.ts';
import { describeInChromium } from '../support/chromium.ts';
import { openClientPage } from '../support/client-page.ts';
import { eventually } from '../support/eventually.ts';
import { startFaultyProxy } from '../support/faulty-proxy.ts';
import { getJson, postJson } from '../support/http.ts';
import { type RunningService, startService } from '../support/processes.ts';
import { repository } from '../support/repository.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'freshet-client-'));
let service: RunningService;
beforeAll(async () => {
  service = await startService('freshet start', { env: { DATA_DIR: dataDir, PARTITIONS: '2' } });
});
afterAll(async () => {
  await service.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

interface Profile {
  readonly events: number;
  readonly session: readonly { readonly itemId: string; readonly kind: string }[];
  readonly affinities: Readonly<Record<string, readonly { id: string; score: number }[]>>;
}

const profileOf = (query: string) => getJson<Profile>(`${service.url}/v1/profiles?${query}`);

/** A client, and what it has dropped. */
function open(url = service.url, timeoutMs = 10_000): { freshet: Freshet; dropped: Dropped[] } {
  const dropped: Dropped[] = [];
  const onDrop = (one: Dropped) => void dropped.push(one);
  const freshet = createFreshet({ url, timeoutMs, events: { onDrop } });
  onTestFinished(() => freshet.close({ timeoutMs: 0 }));
  return { freshet, dropped };
}

/** Before the service, until the test ends. */
async function openProxy() {
  const proxy = await startFaultyProxy(service.url);
  onTestFinished(() => proxy.close());
  return proxy;
}

/** Browses, signs in, puts into the cart and buys. */
function demoFlow(who: string): Event[] {
  const at = Date.now() - 60_000;
  const [anonymousId, userId] = [`${who}-device`, who];
  const acts: Omit<Event, 'occurredAt'>[] = [
    { type: 'view', anonymousId, itemId: 'tent' },
    { type: 'click', anonymousId, itemId: 'stove' },
    { type: 'view', anonymousId, itemId: 'stove' },
    { type: 'identify', anonymousId, userId },
    { type: 'cart', userId, itemId: 'stove' },
    { type: 'purchase', userId, orderId: who, items: [{ itemId: 'stove', quantity: 1, price: 9 }] },
  ];
  return acts.map((act, i) => ({ ...act, occurredAt: at + 1000 * i }));
}

/** What does not tell one visitor from another who did the same at about the same time. */
function essence({ events, session, affinities }: Profile) {
  const rounded = Object.entries(affinities).map(([kind, all]) => {
    return [kind, all.map(({ id, score }) => [id, score.toFixed(3)])];
  });
  return { events, session: session.map(({ itemId, kind }) => [itemId, kind]), rounded };
}

test('its types are those of the calls that there are', async () => {
  const document = await getJson<Parameters<typeof typesOf>[0]>(`${service.url}/openapi.json`);
  const committed = join(repository, 'packages/client/src/generated/api.ts');
  await expect(await typesOf(document)).toMatchFileSnapshot(committed);
});

test('the demo flow makes the profile that native calls make', async () => {
  const { freshet, dropped } = open();
  for (const event of demoFlow('by-client')) expect(freshet.events.track(event)).toBe(true);
  await freshet.events.flush();
  await postJson(`${service.url}/v1/events`, { events: demoFlow('natively') });
  await eventually('both profiles are the same, with a cart and an order', async () => {
    const [ours, native] = await Promise.all([
      profileOf('userId=by-client'),
      profileOf('userId=natively'),
    ]);
    expect(native.events).toBe(6);
    expect(native.affinities['items']!.map(({ id }) => id)).toEqual(['stove', 'tent']);
    expect(essence(ours)).toEqual(essence(native));
  });
  expect(dropped).toEqual([]);
});

test.for([
  { fault: 'unavailable', waitMs: 0 },
  { fault: 'limited', waitMs: 990 },
  { fault: 'request lost', waitMs: 0 },
  { fault: 'answer lost', waitMs: 0 },
  { fault: 'slow', waitMs: 500 },
] as const)('$fault: nothing is lost and nothing doubled', async ({ fault, waitMs }) => {
  const proxy = await openProxy();
  const { freshet, dropped } = open(proxy.url, fault === 'slow' ? 500 : 10_000);
  const userId = `met ${fault}`;
  proxy.failNext(fault);
  const began = Date.now();
  for (let i = 0; i < 5; i++) freshet.events.track({ type: 'view', userId, itemId: `item-${i}` });
  await freshet.events.flush();
  expect(Date.now() - began).toBeGreaterThanOrEqual(waitMs);
  freshet.events.track({ type: 'view', userId, itemId: 'last' });
  await freshet.events.flush();
  expect(dropped).toEqual([]);
  expect([proxy.fates[0], proxy.fates.at(-1)]).toEqual([fault, 202]);
  await eventually('all of it is in the profile once', async () => {
    const { events, session } = await profileOf(`userId=${encodeURIComponent(userId)}`);
    expect(session.map(({ itemId }) => itemId)).toEqual([
      ...Array.from({ length: 5 }, (_, i) => `item-${i}`),
      'last',
    ]);
    expect(events).toBe(6);
  });
});

test('who waits for room loses nothing at the bound, and who does not hears of it', async () => {
  const dropped: Dropped[] = [];
  const events = { eventsMax: 20, onDrop: (one: Dropped) => void dropped.push(one) };
  const freshet = createFreshet({ url: service.url, events });
  const view = (i: number) => ({ type: 'view', userId: 'at-bound', itemId: `item-${i}` });
  for (let i = 0; i < 100; i++) {
    await freshet.events.room();
    expect(freshet.events.track(view(i))).toBe(true);
    expect(freshet.events.waiting).toBeLessThanOrEqual(20);
    if (i % 20 === 19) void freshet.events.flush();
  }
  await freshet.events.flush();
  expect(dropped).toEqual([]);
  for (let i = 100; i < 130; i++) freshet.events.track(view(i));
  expect(dropped.map(({ event, code }) => [event.itemId, code])).toEqual(
    Array.from({ length: 10 }, (_, i) => [`item-${120 + i}`, 'QUEUE_FULL']),
  );
  await freshet.close();
  await eventually('the rest is in the profile', async () => {
    expect((await profileOf('userId=at-bound')).events).toBe(120);
  });
});

test('what the server refuses is said by name', async () => {
  const { freshet, dropped } = open();
  freshet.events.track({ type: 'view', userId: 'ada', itemId: 'tent' });
  freshet.events.track({ type: 'view', userId: 'ada' });
  await freshet.events.flush();
  freshet.events.track({ type: 'NO', userId: 'ada' });
  await freshet.events.flush();
  expect(dropped.map(({ event, code }) => [event.type, code])).toEqual([
    ['view', 'FIELD_MISSING'],
    ['NO', 'TYPE_INVALID'],
  ]);
});

test('a catalogue is made what the shop has, and lists are answered from it', async () => {
  const { freshet } = open();
  const item = (itemId: string) => ({ itemId, title: `The ${itemId}`, categories: ['camping'] });
  const ids = ['tent', 'stove', 'lamp', 'a/ü'];
  expect(await syncCatalogue(freshet, [...ids, 'old'].map(item))).toEqual({
    put: 5,
    deleted: 0,
    refused: [],
  });
  const known = async () => {
    const catalogued: string[] = [];
    for await (const one of freshet.catalogue.all({ fields: ['title'] })) {
      if (one.catalogue != null) catalogued.push(one.itemId);
    }
    return catalogued.toSorted();
  };
  await eventually('the API knows all of it', async () => {
    expect(await known()).toEqual([...ids, 'old'].toSorted());
  });
  const refused = { itemId: 'bad', price: -1 };
  expect(await syncCatalogue(freshet, [...ids.map(item), refused])).toMatchObject({
    put: 4,
    deleted: 1,
    refused: [expect.stringContaining('bad: ')],
  });
  await eventually('what the shop has no more is gone', async () => {
    expect(await known()).toEqual(ids.toSorted());
  });
  expect(await freshet.catalogue.get('a/ü')).toMatchObject({ catalogue: { title: 'The a/ü' } });
  await expect(freshet.catalogue.get('nothing')).rejects.toMatchObject({
    status: 404,
    code: 'ITEM_UNKNOWN',
  });
  const { recommendations } = freshet;
  const query = { n: 2, filter: 'item.title == "The lamp"' };
  expect((await recommendations.get({ userId: 'new', ...query })).items).toMatchObject([
    { itemId: 'lamp' },
  ]);
  const asked = await recommendations.ask({ session: ['tent'], candidates: ['lamp', 'stove'] });
  expect(asked.items.map(({ itemId }) => itemId).toSorted()).toEqual(['lamp', 'stove']);
  const slots = await recommendations.slots({ slots: { top: { n: 1 }, below: { n: 2 } } });
  expect([slots.top.items.length, slots.below.items.length]).toEqual([1, 2]);
  expect((await recommendations.similar('tent', { n: 1 })).items.length).toBe(1);
  expect(await recommendations.boughtTogether('tent')).toMatchObject({ strategy: 'none' });
  expect(await recommendations.popular()).toHaveProperty('items');
  expect(await recommendations.latest()).toHaveProperty('items');
  expect(await recommendations.trending({ window: '5m' })).toMatchObject({ window: '5m' });
});

test('a shop of the examples has pages with what comes next', async () => {
  const { freshet } = open();
  const server = shopServer(freshet).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/tent?visitor=of-shop`);
  expect(await answer.text()).toContain('<li>The ');
  await freshet.events.flush();
  await eventually('the visit is in the profile', async () => {
    expect((await profileOf('userId=of-shop')).session).toMatchObject([{ itemId: 'tent' }]);
  });
});

describeInChromium('the client', () => {
  test('works on a page of another origin, through faults', async () => {
    const proxy = await openProxy();
    const { page } = await openClientPage(proxy.url, 'of-page');
    proxy.failNext('unavailable', 'answer lost', 'request lost', 'limited');
    await page.click('[data-event=view]');
    await page.click('[data-event=cart]');
    await page.click('#more');
    await page.locator('#next a').first().click();
    await page.click('#more');
    await eventually('the profile has all of it once', async () => {
      const { events, session } = await profileOf('anonymousId=of-page');
      expect(events).toBe(3);
      expect(session[0]).toMatchObject({ itemId: 'tent', kind: 'view' });
    });
    expect(proxy.fates).toEqual(expect.arrayContaining(['answer lost', 'limited', 202]));
  });
});

test('what is published works in a project without TypeScript, and has types', async () => {
  const project = mkdtempSync(join(tmpdir(), 'freshet-published-'));
  onTestFinished(() => rmSync(project, { recursive: true, force: true }));
  const modules = join(project, 'node_modules');
  const staged = join(project, 'staged');
  const installed = join(modules, '@freshet/client');
  for (const folder of [staged, installed]) mkdirSync(folder, { recursive: true });
  await makePackage(staged);
  const run = promisify(execFile);
  await run('npm', ['pack', staged, '--pack-destination', project], { cwd: project });
  const tarball = join(project, 'freshet-client-0.1.0.tgz');
  await run('tar', ['xzf', tarball, '-C', installed, '--strip-components', '1']);
  const readme = readFileSync(join(installed, 'README.md'), 'utf8');
  expect(readme).toContain('createFreshet');
  expect(readme).not.toContain('](');
  for (const name of ['openapi-fetch', 'openapi-typescript-helpers']) {
    symlinkSync(join(repository, 'node_modules', name), join(modules, name));
  }
  const code = `import { createFreshet } from '@freshet/client';
    const freshet = createFreshet({ url: ${JSON.stringify(service.url)} });
    freshet.events.track({ type: 'view', userId: 'published', itemId: 'tent' });
    await freshet.close();
    const { items } = await freshet.recommendations.popular({ n: 1 });
    console.log(items.length);`;
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(project, 'main.js'), code);
  expect((await run('node', ['main.js'], { cwd: project })).stdout).toBe('1\n');
  writeFileSync(join(project, 'wrong.ts'), code.replace('n: 1', 'n: "one"'));
  const strict = ['--strict', '--noEmit', '--module', 'nodenext', '--target', 'es2022'];
  const tsc = join(repository, 'node_modules/.bin/tsc');
  const checked = run(tsc, [...strict, '--lib', 'es2022,dom', 'wrong.ts'], { cwd: project });
  await expect(checked).rejects.toMatchObject({
    stdout: expect.stringMatching(/^wrong\.ts.*'string' is not assignable to type 'number'\.\n$/),
  });
});
