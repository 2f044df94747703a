import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { changeKeyFile, withChange, withoutKey } from '@freshet/access';
import { describe, expect, it } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import {
  by,
  keys,
  post,
  secrets,
  type Sent,
  shop,
  startKeyedTarget,
  unknown,
  view,
} from '../../support/keyed-target.ts';

const target = startKeyedTarget();
const { call } = target;
const json = { 'content-type': 'application/json' };

describe('controls: keys that count', () => {
  it.for<[what: string, target: string, sent: Sent, status: number]>([
    ['a page of its origin', `/v1/events?key=${keys.page.text}`, post(view, { origin: shop }), 202],
    [
      'a key before the path, as the tag has it',
      `/${keys.anyPage.text}/v1/events`,
      post(view, {}),
      202,
    ],
    [
      'a text, as beacons send it',
      `/v1/events?key=${keys.anyPage.text}`,
      { method: 'POST', headers: { 'content-type': 'text/plain' }, body: view },
      202,
    ],
    ['a rotated key within its grace', '/v1/admin/rules', { headers: by(keys.rotatedWithin) }, 200],
    [
      'imported history',
      '/v1/events',
      post(
        { history: { source: 'a' }, events: [{ ...view, sequence: 0, occurredAt: 1 }] },
        by(keys.importer),
      ),
      202,
    ],
    ['a key of all sites', '/v1/admin/rules?site=other', { headers: by(keys.owner) }, 200],
    ['and what is of all of them', '/v1/admin/topics', { headers: by(keys.owner) }, 200],
    ['health, without a key', '/health/ready', {}, 200],
    ['the tag, without a key', '/beacon.js', {}, 200],
    ['metrics, to who may inspect', '/metrics', { headers: by(keys.inspector) }, 200],
  ])('%s', async ([, address, sent, status]) => {
    expect(await call(address, sent)).toMatchObject({ status });
  });
});

describe('key of another site', () => {
  it('profiles and lists are those of the site of the key', async () => {
    const headers = by(keys.sender);
    await call('/v1/events', post({ type: 'view', userId: 'carl', itemId: 'own' }, headers));
    await eventually('the site sees its visitor', async () => {
      expect((await call('/v1/profiles?userId=carl', { headers: by(keys.inspector) })).status).toBe(
        200,
      );
    });
    expect(await call('/v1/profiles?userId=carl', { headers: by(keys.other) })).toMatchObject({
      status: 404,
    });
    expect(
      (await call('/v1/profiles?userId=carl&site=shop', { headers: by(keys.other) })).status,
    ).toBe(403);
  });

  it('items, rules and messages as well', async () => {
    const own = { ...json, ...by(keys.filler) };
    expect(
      (await call('/v1/items/lamp', { method: 'PUT', headers: own, body: { title: 'Lamp' } }))
        .status,
    ).toBe(202);
    await eventually('the site knows its item', async () => {
      expect((await call('/v1/items/lamp', { headers: by(keys.filler) })).status).toBe(200);
    });
    expect((await call('/v1/items/lamp', { headers: by(keys.other) })).status).toBe(404);
    const sent = await call('/v1/events?ids=true', post({ events: [view] }, by(keys.sender)));
    const [id] = (JSON.parse(sent.text) as { ids: string[] }).ids;
    expect((await call(`/v1/messages/${id}`, { headers: by(keys.inspector) })).status).toBe(200);
    expect((await call(`/v1/messages/${id}`, { headers: by(keys.other) })).status).toBe(404);
  });
});

it('revoked key: it gets the answer of an unknown one, letter by letter', async () => {
  const answers = [unknown, keys.revoked, keys.expired].map((one) =>
    call('/v1/profiles?userId=a', { headers: by(one) }),
  );
  expect(new Set((await Promise.all(answers)).map(({ text }) => text)).size).toBe(1);
});

it('wrong origin: one that a key has lost while Freshet runs, with the same secret', async () => {
  const { text, record } = keys.page;
  const sent = () => call(`/v1/events?key=${text}`, post(view, { origin: shop }));
  const change = (origins: string[]) =>
    changeKeyFile(target.path, (set) => withChange(set, record.id, { origins }, Date.now()));
  await change(['https://new.example']);
  await eventually('it is refused', async () => {
    expect(await sent()).toMatchObject({ status: 403, code: 'ORIGIN_REFUSED' });
  });
  await change([shop]);
  await eventually('it is let in again', async () => expect((await sent()).status).toBe(202));
});

it('revoked key: while Freshet runs it counts no more, and a broken file changes nothing', async () => {
  const headers = by(keys.importer);
  expect((await call('/v1/events', post(view, headers))).status).toBe(202);
  await changeKeyFile(target.path, (set) => withoutKey(set, keys.importer.record.id, Date.now()));
  await eventually('it is refused', async () => {
    expect((await call('/v1/events', post(view, headers))).status).toBe(401);
  });
  const whole = readFileSync(target.path, 'utf8');
  writeFileSync(target.path, whole.slice(0, 500));
  await eventually('the metric says so', async () => {
    const { text } = await call('/metrics', { headers: by(keys.inspector) });
    expect(text).toContain('freshet_access_key_file_fault 1');
  });
  expect((await call('/v1/events', post(view, by(keys.sender)))).status).toBe(202);
  writeFileSync(target.path, whole);
});

it('credentials in logs and errors: neither keys nor tokens, nor in metrics or the data', async () => {
  const { text } = await call('/metrics', { headers: by(keys.inspector) });
  const data = readFileSync(join(target.folder, 'data.mdb')).toString('latin1');
  const file = readFileSync(target.path, 'utf8');
  for (const { text: written } of Object.values(keys)) {
    const own = written.slice(-43);
    for (const place of [target.service.output(), text, data, file])
      expect(place).not.toContain(own);
  }
  expect(target.service.output()).not.toContain(secrets.shop.toString('base64url'));
});
