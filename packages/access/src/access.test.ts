import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Registry } from '@freshet/runtime';
import { expect, it, onTestFinished } from 'vitest';
import { eventually } from '../../../test/support/eventually.ts';
import { quietLogger } from '../../../test/support/quiet-logger.ts';
import { followAccess } from './access.ts';
import { changeKeyFile } from './key-file/write.ts';
import { testKey } from './keys/key.fixture.ts';

const first = testKey('secret');
const second = testKey('secret');
const add = (key: typeof first) => (set: { keys: readonly (typeof first)['record'][] }) => ({
  keys: [...set.keys, key.record],
});

function keyPath(): string {
  const dir = mkdtempSync(join(tmpdir(), 'freshet-keys-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return join(dir, 'deep', 'keys.json');
}

async function follow(path: string, host = '127.0.0.1', lines: string[] = []) {
  const note = (_fields: object, message: string) => void lines.push(message);
  const logger = { ...quietLogger, warn: note, error: note };
  const registry = new Registry();
  const access = await followAccess({ path, host, registry, logger, clock: Date.now });
  onTestFinished(() => access.close());
  return { access, registry };
}

it('is open without a file, until it has a key', async () => {
  const path = keyPath();
  const { access } = await follow(path);
  expect(access.isOpen).toBe(true);
  await changeKeyFile(path, add(first));
  await eventually('the key counts', () => expect(access.isOpen).toBe(false));
  expect(access.find(first.text)?.id).toBe(first.record.id);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('takes changes while it runs', async () => {
  const path = keyPath();
  await changeKeyFile(path, add(first));
  const { access } = await follow(path);
  await changeKeyFile(path, add(second));
  await eventually('the second key counts', () => expect(access.find(second.text)).toBeDefined());
  const revokedAt = Date.now();
  await changeKeyFile(path, ({ keys }) => ({ keys: keys.map((key) => ({ ...key, revokedAt })) }));
  await eventually('both are revoked', () => expect(access.find(second.text)).toBeUndefined());
  expect(access.isOpen).toBe(false);
});

it.for<[what: string, spoil: (path: string) => void]>([
  ['half written', (path) => writeFileSync(path, readFileSync(path, 'utf8').slice(0, 100))],
  ['of another version', (path) => writeFileSync(path, '{"version":7}')],
  ['gone', (path) => rmSync(path)],
])('keeps the keys it has while the file is %s, and says so', async ([, spoil]) => {
  const path = keyPath();
  await changeKeyFile(path, add(first));
  const lines: string[] = [];
  const { access, registry } = await follow(path, '127.0.0.1', lines);
  const whole = readFileSync(path, 'utf8');
  spoil(path);
  await eventually('the fault is seen', () => expect(access.fault).toContain(path));
  expect(access.find(first.text)).toBeDefined();
  expect(await registry.metrics()).toContain('freshet_access_key_file_fault 1');
  expect(lines).toEqual(['the keys read before stay in force']);
  writeFileSync(path, whole);
  await eventually('it is mended', () => expect(access.fault).toBeUndefined());
});

it('does not become open when every key is taken out of the file', async () => {
  const path = keyPath();
  await changeKeyFile(path, add(first));
  const { access } = await follow(path);
  writeFileSync(path, '{"version":1,"keys":[],"identities":[]}');
  await eventually('the key is gone', () => expect(access.find(first.text)).toBeUndefined());
  expect(access.isOpen).toBe(false);
});

it.for(['0.0.0.0', '::', '192.0.2.1', 'freshet.example'])(
  'refuses to listen on %s without keys, and listens there with one',
  async (host) => {
    const path = keyPath();
    await expect(follow(path, host)).rejects.toMatchObject({ code: 'HOST_EXPOSED' });
    await expect(follow('', host)).rejects.toMatchObject({ code: 'HOST_EXPOSED' });
    await changeKeyFile(path, add(first));
    expect((await follow(path, host)).access.isOpen).toBe(false);
  },
);

it.for(['127.0.0.1', '127.0.0.2', '::1', 'localhost'])('needs no keys on %s', async (host) => {
  expect((await follow('', host)).access.isOpen).toBe(true);
});

it('warns of a file that every user can read', async () => {
  const path = keyPath();
  await changeKeyFile(path, add(first));
  chmodSync(path, 0o644);
  const lines: string[] = [];
  await follow(path, '127.0.0.1', lines);
  expect(lines).toEqual(['every user can read the key file']);
});

it('takes changes made at once one after the other', async () => {
  const path = keyPath();
  const keys = Array.from({ length: 10 }, () => testKey('secret'));
  await Promise.all(keys.map((key) => changeKeyFile(path, add(key))));
  const { access } = await follow(path);
  expect(keys.filter(({ text }) => access.find(text) === undefined)).toEqual([]);
});
