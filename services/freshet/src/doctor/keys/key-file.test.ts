import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeKeyFile, type MadeKey, makeKey, withKey } from '@freshet/access';
import { expect, it, onTestFinished } from 'vitest';
import { judgeKeys } from './key-file.ts';

const now = Date.UTC(2026, 5, 1);
const shop = ['https://shop.example'];

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'freshet-key-file-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  return dir;
}

function page(origins: readonly string[], expiresAt: number | null = null): MadeKey {
  const wish = { kind: 'publishable', site: 'shop', label: '', scopes: ['events'] } as const;
  return makeKey({ ...wish, origins, expiresAt }, now);
}

async function written(...keys: readonly MadeKey[]): Promise<string> {
  const path = join(folder(), 'keys.json');
  await changeKeyFile(path, (set) => keys.reduce(withKey, set));
  return path;
}

function text(content: string): string {
  const path = join(folder(), 'keys.json');
  writeFileSync(path, content, { mode: 0o600 });
  return path;
}

const judge = (path: string, host = '127.0.0.1', isInDataDir = false) =>
  judgeKeys({ path, host, isInDataDir, now });

it('has nothing to say of keys of some origins, nor of none on this machine', async () => {
  expect(await judge(await written(page(shop)), '0.0.0.0')).toMatchObject([
    { verdict: 'ok', says: expect.stringMatching(/1 keys$/) as unknown },
  ]);
  expect(await judge(await written(page([], now)))).toMatchObject([{ verdict: 'ok' }]);
  for (const path of ['', join(folder(), 'none.json')]) {
    expect(await judge(path)).toMatchObject([{ verdict: 'ok' }]);
  }
});

it.for<[fault: string, plant: () => string | Promise<string>, says: RegExp, mend: RegExp]>([
  ['a file that cannot be read', folder, /cannot be read: EISDIR/, /chown/],
  ['one of another version', () => text('{"version":2}'), /has version 2/, /Run the version/],
  ['one that is cut off', () => text('{"version":1,'), /is not JSON/, /Bring back a copy/],
])('%s is a problem', async ([, plant, says, mend]) => {
  const [judgement, ...more] = await judge(await plant(), '0.0.0.0');
  expect(judgement).toMatchObject({
    verdict: 'problem',
    says: expect.stringMatching(says) as unknown,
    mend: expect.stringMatching(mend) as unknown,
  });
  expect(more).toEqual([]);
});

it.for([() => '', () => join(folder(), 'none.json'), () => written()])(
  'no keys for whom others reach is a problem',
  async (plant) => {
    const judgements = await judge(await plant(), '0.0.0.0');
    expect(judgements).toMatchObject([
      { verdict: 'problem', says: expect.stringMatching(/HOST=0\.0\.0\.0/) as unknown },
    ]);
  },
);

it('a folder that is a file is said once, by the check of the disk', async () => {
  const path = join(text(''), 'keys.json');
  expect(await judge(path)).toMatchObject([{ verdict: 'problem' }]);
  expect(await judge(path, '127.0.0.1', true)).toEqual([]);
});

it('warns of a file that everybody reads, and of keys for all pages', async () => {
  const keys = [page([]), page([]), page([]), page([]), page(shop)];
  const path = await written(...keys);
  chmodSync(path, 0o604);
  const judgements = await judge(path);
  expect(judgements.map(({ verdict }) => verdict)).toEqual(['warning', 'warning']);
  expect(judgements[0]).toMatchObject({ mend: `chmod o= ${path}` });
  expect(judgements[1]!.says).toContain(`${keys[2]!.record.id} and 1 more`);
  expect(judgements[1]!.says).not.toContain(keys[4]!.record.id);
});
