import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { minifyThoroughly } from './thorough.ts';

const script = 'const first = 1; const second = first + 1; globalThis.sum = second + first;';
const SMALL = 'globalThis.sum=3;';

function temporaryCache(): { dir: string; file: string } {
  const dir = mkdtempSync(join(tmpdir(), 'freshet-minified-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return { dir: join(dir, 'of', 'its', 'own'), file: join(dir, 'of', 'its', 'own', 'sum.json') };
}

it('is made once, and read from then on', async () => {
  const { dir, file } = temporaryCache();
  expect(await minifyThoroughly('sum', script, dir)).toBe(SMALL);
  const kept = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...kept, code: 'as it is kept' }));
  expect(await minifyThoroughly('sum', script, dir)).toBe('as it is kept');
});

it('is made anew where the script is another one, and then kept instead', async () => {
  const { dir } = temporaryCache();
  await minifyThoroughly('sum', script, dir);
  expect(await minifyThoroughly('sum', `${script}sum++;`, dir)).toBe('globalThis.sum=3,sum++;');
  expect(readdirSync(dir)).toEqual(['sum.json']);
});

it('is made anew where what is kept cannot be read, or nothing can be kept', async () => {
  const { dir, file } = temporaryCache();
  await minifyThoroughly('sum', script, dir);
  writeFileSync(file, '{"from": "');
  expect(await minifyThoroughly('sum', script, dir)).toBe(SMALL);
  expect(await minifyThoroughly('sum', script, join(file, 'below a file'))).toBe(SMALL);
});
