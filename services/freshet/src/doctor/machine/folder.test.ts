import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { folderFacts } from './folder.ts';

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'freshet-folder-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  return dir;
}

it('of a folder that is not there, knows the one in which it would be', async () => {
  const dir = folder();
  const facts = await folderFacts(join(dir, 'a', 'b'));
  expect(facts).toMatchObject({ path: join(dir, 'a', 'b'), nearest: dir, isFolder: true });
  expect(facts.unwritable).toBeUndefined();
  expect(facts.freeBytes).toBeGreaterThan(0);
});

it('knows a file that is in the way', async () => {
  const file = join(folder(), 'data');
  writeFileSync(file, '');
  expect(await folderFacts(file)).toMatchObject({ nearest: file, isFolder: false });
  expect(await folderFacts(join(file, 'journal'))).toMatchObject({
    nearest: file,
    isFolder: false,
  });
});
