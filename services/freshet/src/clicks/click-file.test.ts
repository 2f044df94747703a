import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { FreshetError } from '@freshet/runtime';
import { expect, onTestFinished, test } from 'vitest';
import { openClickFile } from './click-file.ts';

const csv = 'timestamp_ms,user_id,session_id,item_id\n1,u,s,a\n2,u,s,"b,c"\n3,u,s,d\n';

async function file(content: string | Buffer): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'clicks-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const path = join(directory, 'clicks');
  await writeFile(path, content);
  return path;
}

async function itemsOf(path: string): Promise<(string | undefined)[]> {
  const items = [];
  for await (const row of (await openClickFile(path)).rows()) {
    items.push('fault' in row ? row.fault : row.itemId);
  }
  return items;
}

test.for([
  { why: 'csv', content: csv },
  { why: 'gzipped csv', content: gzipSync(csv) },
  {
    why: 'two gzip members',
    content: Buffer.concat([gzipSync(csv.slice(0, 50)), gzipSync(csv.slice(50))]),
  },
  { why: 'csv with a byte order mark', content: `\uFEFF${csv}` },
  { why: 'csv with Windows line ends', content: csv.replaceAll('\n', '\r\n') },
  { why: 'csv without a last line end', content: csv.trimEnd() },
])('a $why is read row by row', async ({ content }) => {
  expect(await itemsOf(await file(content))).toEqual(['a', 'b,c', 'd']);
});

test('a tsv may have commas in its fields', async () => {
  const path = await file('SessionId\tItemId\tTime\n1\ta,b\t1.5\n');
  expect(await itemsOf(path)).toEqual(['a,b']);
});

test('the source is the hash of the file, and tells how much is read', async () => {
  const path = await file(csv);
  const clicks = await openClickFile(path);
  expect(clicks.source).toBe(createHash('sha256').update(csv).digest('hex').slice(0, 16));
  expect([clicks.bytes, clicks.bytesRead]).toEqual([csv.length, 0]);
  await clicks.rows().next();
  expect(clicks.bytesRead).toBe(csv.length);
});

test('broken rows come out in their place and blank lines keep the count', async () => {
  const clicks = await openClickFile(await file(`${csv}\nbroken\n4,u,s,e\n`));
  const rows = [];
  for await (const row of clicks.rows()) rows.push(row);
  expect(rows.map(({ row }) => row)).toEqual([0, 1, 2, 4, 5]);
  expect(rows[3]).toEqual({ row: 4, fault: '1 fields where the header has 4' });
});

test.for([
  { why: 'an empty file', content: '', says: /is not a known one/ },
  { why: 'a file of zeros', content: Buffer.alloc(1_000_000), says: /header/ },
  { why: 'a cut gzip', content: gzipSync(csv).subarray(0, 30), says: /unexpected end of file/ },
])('$why is refused with its reason', async ({ content, says }) => {
  const path = await file(content);
  await expect(openClickFile(path)).rejects.toThrow(says);
  await expect(openClickFile(path)).rejects.toBeInstanceOf(FreshetError);
});

test('a missing file is named', async () => {
  await expect(openClickFile('/nowhere/clicks.csv')).rejects.toThrow(/\/nowhere\/clicks\.csv/);
});

test('a gzip that breaks off ends the rows with an error, not with silence', async () => {
  const long = csv + '4,u,s,e\n'.repeat(200_000);
  const whole = gzipSync(long, { level: 0 });
  const path = await file(whole.subarray(0, whole.length / 2));
  await expect(itemsOf(path)).rejects.toMatchObject({ code: 'CLICK_FILE_INVALID' });
});

test('a quote that never closes ends the rows with an error', async () => {
  const path = await file(`${csv}4,u,s,"${'x\n'.repeat(100_000)}`);
  await expect(itemsOf(path)).rejects.toMatchObject({ code: 'CLICK_FILE_INVALID' });
});
