import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { planRestore, restore } from './restore.ts';

const DATA = 'what lies in it';
let from: string;
let into: string;

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'freshet-restore-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  from = join(folder, 'backup');
  into = join(folder, 'data');
  mkdirSync(from);
  writeFileSync(join(from, 'data.mdb'), DATA);
  say({});
});

/** Writes what the back-up says of itself. */
function say(change: object): void {
  const sha256 = createHash('sha256').update(DATA).digest('hex');
  const files = [{ name: 'data.mdb', bytes: DATA.length, sha256 }];
  const manifest = { format: 1, createdAt: 7, lmdbFormat: 2, settings: {}, files, ...change };
  writeFileSync(join(from, 'backup.json'), JSON.stringify(manifest));
}

async function run(): Promise<void> {
  const options = { from, into, lmdbFormat: 2, copied() {} };
  await restore(await planRestore(options), options);
}

it('brings back what was written, into a folder that was not there', async () => {
  await run();
  expect(readdirSync(into)).toEqual(['data.mdb']);
  expect(readFileSync(join(into, 'data.mdb'), 'utf8')).toBe(DATA);
});

it('goes over what a restore that was cut off has left', async () => {
  mkdirSync(join(into, 'restore.partial'), { recursive: true });
  writeFileSync(join(into, 'restore.partial', 'data.mdb'), 'half');
  await run();
  expect(readdirSync(into)).toEqual(['data.mdb']);
});

it.for([
  {
    why: 'no manifest',
    harm: () => rmSync(join(from, 'backup.json')),
    says: /has no backup\.json/,
  },
  {
    why: 'half a manifest',
    harm: () => writeFileSync(join(from, 'backup.json'), '{"for'),
    says: /damaged/,
  },
  { why: 'a newer format', harm: () => say({ format: 2 }), says: /format 2; this version reads 1/ },
  { why: 'another LMDB', harm: () => say({ lmdbFormat: 3 }), says: /LMDB's format 3; .* reads 2/ },
  {
    why: 'a name that leads out of it',
    harm: () => say({ files: [{ name: '../data.mdb', bytes: 1, sha256: 'a'.repeat(64) }] }),
    says: /damaged/,
  },
  { why: 'a file that is gone', harm: () => rmSync(join(from, 'data.mdb')), says: /has no bytes/ },
  {
    why: 'a file cut off',
    harm: () => writeFileSync(join(from, 'data.mdb'), 'what'),
    says: /4 bytes instead of 15/,
  },
  {
    why: 'a changed byte',
    harm: () => writeFileSync(join(from, 'data.mdb'), 'What lies in it'),
    says: /SHA-256/,
  },
])('refuses a back-up with $why, and leaves nothing', async ({ harm, says }) => {
  harm();
  await expect(run()).rejects.toMatchObject({
    code: 'BACKUP_UNUSABLE',
    message: expect.stringMatching(says),
  });
  expect(() => readFileSync(join(into, 'data.mdb'))).toThrow('ENOENT');
});

it('refuses a folder that is in use', async () => {
  mkdirSync(into);
  writeFileSync(join(into, 'replay-x.json'), '{}');
  await expect(run()).rejects.toMatchObject({
    code: 'RESTORE_REFUSED',
    message: expect.stringMatching(/has replay-x\.json in it/),
  });
});
