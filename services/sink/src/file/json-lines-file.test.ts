import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createJsonLinesFile } from './json-lines-file.ts';

const never = new AbortController().signal;

it('appends whole lines, also to what a file held before', async () => {
  const { path, opened } = await folder();
  const first = opened();
  expect(await first.deliver(events('a', 'b'), never)).toEqual({ kind: 'delivered' });
  await first.close();
  await opened().deliver(events('c'), never);
  expect(await readFile(path, 'utf8')).toBe('"a"\n"b"\n"c"\n');
});

it.for([
  ['half a line behind whole ones', '"a"\n"b', '"a"\n'],
  ['half a line longer than one read', `"a"\n${'x'.repeat(200_000)}`, '"a"\n'],
  ['nothing but half a line', '"b', ''],
] as const)('cuts off what a crash left: %s', async ([, left, kept]) => {
  const { path, opened } = await folder();
  await writeFile(path, left);
  await opened().deliver(events('new'), never);
  expect(await readFile(path, 'utf8')).toBe(`${kept}"new"\n`);
});

it('puts a file aside before it outgrows its bound, and never over another one', async () => {
  const { dir, path, opened } = await folder();
  const file = opened({ bytesMax: 10 });
  for (const name of ['aaaa', 'bbbb', 'cccc']) await file.deliver(events(name), never);
  expect(await readFile(path, 'utf8')).toBe('"cccc"\n');
  const aside = (await readdir(dir)).filter((name) => name !== 'events.jsonl').toSorted();
  expect(aside).toEqual([
    'events-2026-11-21T07-00-00-000Z.jsonl',
    'events-2026-11-21T07-00-00-001Z.jsonl',
  ]);
  const texts = await Promise.all(aside.map((name) => readFile(join(dir, name), 'utf8')));
  expect(texts).toEqual(['"aaaa"\n', '"bbbb"\n']);
});

it('keeps every line whole when many deliver at the same time', async () => {
  const { path, opened } = await folder();
  const file = opened();
  const names = Array.from({ length: 50 }, (_, i) => `event ${i}`);
  await Promise.all(names.map((name) => file.deliver(events(name), never)));
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as string).toSorted()).toEqual(names.toSorted());
});

it('fails while it cannot write, and goes on when it can', async () => {
  const { dir, path, opened } = await folder();
  await writeFile(join(dir, 'blocked'), '');
  const blocked = createJsonLinesFile({ path: join(dir, 'blocked/x'), bytesMax: 99, clock });
  expect(await blocked.deliver(events('a'), never)).toMatchObject({
    kind: 'failed',
    cause: 'disk',
  });
  await rm(join(dir, 'blocked'));
  expect(await blocked.deliver(events('a'), never)).toEqual({ kind: 'delivered' });
  await blocked.close();
  const file = opened();
  await file.deliver(events('a'), never);
  expect(await readFile(path, 'utf8')).toBe('"a"\n');
});

const clock = () => Date.UTC(2026, 10, 21, 7);
const events = (...names: string[]) => ({
  events: names.map((name) => JSON.stringify(name)),
  newestAt: 0,
});

async function folder() {
  const dir = await mkdtemp(join(tmpdir(), 'freshet-sink-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const path = join(dir, 'events.jsonl');
  const opened = ({ bytesMax = 1e6 } = {}) => {
    const file = createJsonLinesFile({ path, bytesMax, clock });
    onTestFinished(() => file.close());
    return file;
  };
  return { dir, path, opened };
}
