import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSnapshots, openEnvironment } from '@freshet/store/embedded';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { type BackupOptions, checkTarget, makeBackup } from './make-backup.ts';

let folder: string;
let options: BackupOptions;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'freshet-backup-'));
  const environment = openEnvironment(join(folder, 'data'));
  onTestFinished(async () => {
    await environment.close();
    rmSync(folder, { recursive: true });
  });
  const settings = { PARTITIONS: '4' };
  options = { snapshots: createSnapshots(environment), settings, beside: {}, clock: () => 7 };
});

it('writes data, files beside them, and what it is', async () => {
  writeFileSync(join(folder, 'given.json'), '{}');
  const path = join(folder, 'backup');
  const beside = { 'keys.json': join(folder, 'given.json'), 'none.json': join(folder, 'none') };
  const manifest = await makeBackup(path, { ...options, beside });
  expect(readdirSync(path).toSorted()).toEqual(['backup.json', 'data.mdb', 'keys.json']);
  expect(manifest).toMatchObject({ createdAt: 7, settings: { PARTITIONS: '4' } });
  await openEnvironment(path).close();
});

it('leaves nothing of a copy that failed', async () => {
  const beside = { 'keys.json': folder };
  const path = join(folder, 'backup');
  await expect(makeBackup(path, { ...options, beside })).rejects.toMatchObject({
    code: 'BACKUP_FAILED',
    message: expect.stringMatching(/EISDIR|EPERM|not supported/),
  });
  expect(readdirSync(folder)).toEqual(['data']);
});

it.for([
  { why: 'a relative path', path: () => 'backup', says: /no absolute path/ },
  { why: 'what is there', path: () => join(folder, 'data'), says: /nothing is overwritten/ },
  { why: 'a folder in none', path: () => join(folder, 'a', 'b'), says: /no folder .*make it/ },
  {
    why: 'the rest of one that was cut off',
    path: () => (mkdirSync(join(folder, 'x.partial')), join(folder, 'x')),
    says: /rm -r .*x\.partial/,
  },
])('refuses $why', async ({ path, says }) => {
  await expect(checkTarget(path(), options)).rejects.toMatchObject({
    code: 'BACKUP_REFUSED',
    message: expect.stringMatching(says),
  });
});

it('refuses a disk without room, before it writes', async () => {
  const full = { ...options, reserveBytes: Number.MAX_SAFE_INTEGER };
  await expect(checkTarget(join(folder, 'x'), full)).rejects.toThrow(/make room there/);
  await expect(checkTarget(join(folder, 'x'), options)).resolves.toBeUndefined();
});
