import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createCheckpoint } from './checkpoint.ts';

async function directory(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'checkpoint-'));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

test('a saved place is found again, by the same file to the same URL only', async () => {
  const data = join(await directory(), 'not', 'there', 'yet');
  const checkpoint = createCheckpoint(data, 'f00', 'http://a');
  expect(await checkpoint.load()).toBeUndefined();
  await checkpoint.save(7);
  await checkpoint.save(9);
  expect(await createCheckpoint(data, 'f00', 'http://a').load()).toBe(9);
  expect(await createCheckpoint(data, 'f00', 'http://b').load()).toBeUndefined();
  expect(await createCheckpoint(data, 'bad', 'http://a').load()).toBeUndefined();
});

test('a removed place leaves nothing behind', async () => {
  const data = await directory();
  const checkpoint = createCheckpoint(data, 'f00', 'http://a');
  await checkpoint.save(7);
  await checkpoint.remove();
  await checkpoint.remove();
  expect(await readdir(data)).toEqual([]);
});

test.for(['', '{', 'null', '{"url":"http://a"}', '{"url":"http://a","row":"7"}'])(
  'a checkpoint that holds %o means the start',
  async (content) => {
    const data = await directory();
    await writeFile(join(data, 'replay-f00.json'), content);
    expect(await createCheckpoint(data, 'f00', 'http://a').load()).toBeUndefined();
  },
);
