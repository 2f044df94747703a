import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, it, test } from 'vitest';
import { bundleBeacon } from './bundle.ts';
import { snippet } from './snippet.ts';

const KB = 1024;
const { version, files } = await bundleBeacon();

test.for([...files.keys()])('%s keeps to its budget, in the bytes that are served', (name) => {
  const { plain, gzip } = files.get(name)!;
  expect(gunzipSync(gzip)).toEqual(plain);
  expect(gzip.length).toBeLessThanOrEqual(name === 'beacon.js' ? 3 * KB : 1.5 * KB);
  // As a proxy would compress it.
  expect(gzipSync(plain, { level: 9 }).length).toBeLessThanOrEqual(gzip.length);
});

it('needs no more of a Content-Security-Policy than its own origin', () => {
  for (const { plain } of files.values()) {
    expect(plain.toString()).not.toMatch(/\beval\b|new Function|setAttribute\("style"|innerHTML/);
  }
});

it('has one version for the same files, which the core knows', async () => {
  expect((await bundleBeacon()).version).toBe(version);
  expect(files.get('beacon.js')!.plain.toString()).toContain(`/beacon/${version}/`);
});

it('is shown with the integrity of each file', () => {
  const shown = snippet({ version, files }, 'https://freshet.example');
  expect(shown).toContain('src="https://freshet.example/beacon.js"');
  for (const [name, { integrity }] of files) {
    expect(shown).toContain(`"https://freshet.example/beacon/${version}/${name}"`);
    expect(shown).toContain(`"${integrity}"`);
  }
});

it('has for tag managers a script that takes what their address says', async () => {
  const { loader } = await bundleBeacon();
  expect(loader.gzip.length).toBeLessThan(KB / 2);
  expect(loader.plain.toString()).toContain('/beacon.js');
});
