import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { openClickFile } from '../clicks/click-file.ts';
import { readClicks } from './read-clicks.ts';

async function read(...contents: (string | Buffer)[]) {
  const directory = await mkdtemp(join(tmpdir(), 'clicks-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const files = contents.map(async (content, i) => {
    const path = join(directory, `${i}`);
    await writeFile(path, content);
    return openClickFile(path);
  });
  return readClicks(await Promise.all(files), new AbortController().signal);
}

const csv = 'timestamp_ms,user_id,session_id,item_id\n';
const tsv = 'SessionId\tItemId\tTime\n';

test('files of both headers become one, by time', async () => {
  const { clicks, unsorted, broken } = await read(
    `${csv}3000,u,7,c\n1000,u,7,a\n`,
    gzipSync(`${tsv}7\tb\t2.0\n`),
  );
  expect(clicks.map(({ itemId, at }) => [itemId, at])).toEqual([
    ['a', 1000],
    ['b', 2000],
    ['c', 3000],
  ]);
  expect([unsorted, broken]).toEqual([1, 0]);
});

test('clicks of one time keep the order of files and rows', async () => {
  const { clicks } = await read(`${tsv}1\ta\t5\n1\tb\t5\n`, `${tsv}1\tc\t5\n1\td\t4\n`);
  expect(clicks.map(({ itemId }) => itemId)).toEqual(['d', 'a', 'b', 'c']);
});

test('a session of another file is another session, a user is the same', async () => {
  const { clicks } = await read(`${tsv}1\ta\t1\n`, `${tsv}1\ta\t2\n`);
  expect(new Set(clicks.map(({ sessionId }) => sessionId)).size).toBe(2);
  expect(clicks.map(({ userId }) => userId)).toEqual(clicks.map(({ sessionId }) => sessionId));
  const users = (await read(`${csv}1,u,1,a\n`, `${csv}2,u,1,a\n`)).clicks;
  expect(new Set(users.map(({ sessionId }) => sessionId)).size).toBe(2);
  expect(new Set(users.map(({ userId }) => userId)).size).toBe(1);
});

test('broken rows are left out, counted and named', async () => {
  const { clicks, broken, samples } = await read(`${csv}1,u,s,a\n2,u,s\nsoon,u,s,b\n3,u,s,c\n`);
  expect(clicks).toHaveLength(2);
  expect(broken).toBe(2);
  expect(samples).toEqual([
    expect.stringMatching(/, line 3: 3 fields where the header has 4$/),
    expect.stringMatching(/, line 4: "soon" is no time$/),
  ]);
});

test('all broken rows are counted and a few are named', async () => {
  const { broken, samples } = await read(`${csv}1,u,s,a\n${'2,u,s\n'.repeat(30)}`);
  expect([broken, samples.length]).toEqual([30, 10]);
});

test('files without any click are refused with what is wrong with them', async () => {
  const refusal = read(csv, `${csv}2,u,s\n`);
  await expect(refusal).rejects.toMatchObject({ code: 'CLICK_FILE_INVALID' });
  await expect(read(`${csv}2,u,s\n`)).rejects.toThrow(/no click\.\n {2}.*line 2: 3 fields/);
});
