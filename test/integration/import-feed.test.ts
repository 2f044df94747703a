import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test, vi } from 'vitest';
import { FeedTally } from '../../services/freshet/src/import/feed/feed-tally.ts';
import { type FeedRunOptions, runFeed } from '../../services/freshet/src/import/feed/run-feed.ts';
import { SentItems } from '../../services/freshet/src/import/feed/sent-items.ts';
import { download } from '../../services/freshet/src/import/source/download.ts';
import { openSource } from '../../services/freshet/src/import/source/source.ts';
import { createIntakeClient } from '../../services/freshet/src/intake/client.ts';
import { openIngest, type TestIngest } from '../support/ingest.ts';

interface Row {
  readonly id: string;
  readonly price?: string;
}

const rows = (count: number, price = '10 EUR'): Row[] =>
  Array.from({ length: count }, (_, i) => ({ id: `i${i}`, price }));

const feedOf = (items: readonly Row[]): string =>
  `<rss xmlns:g="http://base.google.com/ns/1.0"><channel>${items
    .map(({ id, price }) => `<item><g:id>${id}</g:id><g:price>${price}</g:price></item>`)
    .join('\n')}</channel></rss>`;

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'feed-'));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

const never = new AbortController().signal;

/** An intake, and runs of one feed into it. */
async function shop() {
  const ingest = await openIngest();
  const url = await ingest.app.listen({ host: '127.0.0.1', port: 0 });
  const dir = await folder();
  async function run(
    content: string | Buffer | readonly string[],
    more: Partial<FeedRunOptions> = {},
    signal = never,
  ) {
    const contents = typeof content === 'string' || Buffer.isBuffer(content) ? [content] : content;
    const paths = contents.map((_, i) => join(dir, `feed-${i}.xml`));
    for (const [i, path] of paths.entries()) await writeFile(path, contents[i]!);
    const tally = new FeedTally();
    const options = { gone: 'keep', deleteMost: false, all: false, now: 0, ...more } as const;
    const sources = await Promise.all(paths.map((path) => openSource(path, signal)));
    const sent = await SentItems.open(dir, { feed: 'feed', url, key: '' });
    const client = createIntakeClient({ url, giveUpMs: 1000 });
    const feed = { currency: undefined, shopUrl: undefined, ...options };
    const outcome = await runFeed(feed, { sources, client, sent, tally, signal }).then(
      () => undefined,
      (error: unknown) => error,
    );
    return { tally, outcome };
  }
  return { ingest, run };
}

/** The catalogue as its records leave it: id to price. */
async function catalogue({ catalogueRecords }: TestIngest): Promise<ReadonlyMap<string, unknown>> {
  const prices = new Map<string, unknown>();
  for (const { key, item } of await catalogueRecords()) {
    const id = key.slice(key.lastIndexOf('/') + 1);
    if (item === undefined) prices.delete(id);
    else prices.set(item.itemId, item.price);
  }
  return prices;
}

test('a run sends what has changed, and deletes what has gone only if asked to', async () => {
  const { ingest, run } = await shop();
  const first = await run(gzipSync(feedOf(rows(1200))));
  expect(first.tally).toMatchObject({ read: 1200, sent: 1200, unchanged: 0, gone: 0 });
  expect((await catalogue(ingest)).size).toBe(1200);

  const changed = [
    { id: 'i0', price: '12 EUR' },
    ...rows(1000).slice(1),
    { id: 'new', price: '1 EUR' },
  ];
  const second = await run(feedOf(changed));
  expect(second.tally).toMatchObject({ sent: 2, unchanged: 999, gone: 200, deleted: 0 });
  const kept = await catalogue(ingest);
  expect([kept.size, kept.get('i0'), kept.get('i1199')]).toEqual([1201, 12, 10]);

  const third = await run(feedOf(changed), { gone: 'delete' });
  expect(third.tally).toMatchObject({ sent: 0, gone: 200, deleted: 200 });
  expect((await catalogue(ingest)).size).toBe(1001);
  const fourth = await run(feedOf(changed), { gone: 'delete', all: true });
  expect(fourth.tally).toMatchObject({ sent: 1001, unchanged: 0, gone: 0 });
});

test('pages of one feed are one: what moves from one to another is not gone', async () => {
  const { ingest, run } = await shop();
  const [a, b, c] = rows(3) as [Row, Row, Row];
  await run([feedOf([a, b]), feedOf([c])]);
  const moved = await run([feedOf([a]), feedOf([b, c, { id: 'bare', price: '1' }])], {
    gone: 'delete',
  });
  expect(moved.tally).toMatchObject({ sent: 0, unchanged: 3, gone: 0 });
  expect(moved.tally.refusals.text()).toMatch(/feed-1\.xml line 3 \(bare\): /);
  expect((await catalogue(ingest)).size).toBe(3);
});

test('a feed that has lost most of its items deletes none unless told to', async () => {
  const { ingest, run } = await shop();
  await run(feedOf(rows(10)));
  const short = await run(feedOf(rows(4)), { gone: 'delete' });
  expect(short.outcome).toMatchObject({ code: 'IMPORT_FEED_SHRUNK' });
  expect((await catalogue(ingest)).size).toBe(10);
  const told = await run(feedOf(rows(4)), { gone: 'delete', deleteMost: true });
  expect(told.tally).toMatchObject({ deleted: 6 });
  expect((await catalogue(ingest)).size).toBe(4);
});

test('a feed that breaks off deletes nothing, and the next run sends the rest', async () => {
  const { ingest, run } = await shop();
  await run(feedOf(rows(10)));
  const zipped = gzipSync(feedOf(rows(2000, '11 EUR')), { level: 0 });
  const cut = await run(zipped.subarray(0, zipped.length - 20_000), {
    gone: 'delete',
    deleteMost: true,
  });
  expect(cut.outcome).toMatchObject({ code: 'IMPORT_FILE_INVALID' });
  expect(cut.tally.deleted).toBe(0);
  const { sent } = cut.tally;
  expect(sent).toBeGreaterThan(100);
  expect(sent).toBeLessThan(2000);
  const whole = await run(feedOf(rows(2000, '11 EUR')));
  expect(whole.tally).toMatchObject({ sent: 2000 - sent, unchanged: sent });
  expect((await catalogue(ingest)).size).toBe(2000);
});

test('what is refused here and by the intake is counted by reason, with the first examples', async () => {
  const { ingest, run } = await shop();
  const items = [
    { id: 'good', price: '1 EUR' },
    { id: 'good', price: '2 EUR' },
    { id: 'x'.repeat(300), price: '1 EUR' },
    ...Array.from({ length: 5 }, (_, i) => ({ id: `bare${i}`, price: '3' })),
  ];
  const { tally, outcome } = await run(feedOf(items));
  expect(outcome).toBeUndefined();
  expect(tally).toMatchObject({ read: 8, sent: 1 });
  expect(tally.summary(1)).toContain('8 items read: 1 sent, 0 unchanged, 7 refused; 0 deleted');
  expect(Object.fromEntries(tally.refusals.reasons)).toEqual({
    ID_REPEATED: { count: 1, examples: [expect.stringMatching(/^line 2 \(good\): /)] },
    ID_INVALID: { count: 1, examples: [expect.stringMatching(/^line 3 \(xxx.*/)] },
    CURRENCY_MISSING: {
      count: 5,
      examples: Array.from({ length: 3 }, (_, i) =>
        expect.stringContaining(`(bare${i}): "3" has no currency`),
      ),
    },
  });
  expect([...(await catalogue(ingest)).keys()]).toEqual(['good']);
  // What was refused is asked again, and is not taken for gone.
  const again = await run(feedOf(items), { gone: 'delete' });
  expect(again.tally).toMatchObject({ sent: 0, unchanged: 1, gone: 0 });
  expect(again.tally.refusals.count).toBe(7);
});

test('an interrupted run keeps what was accepted', async () => {
  const { ingest, run } = await shop();
  const interruption = new AbortController();
  const publish = ingest.log.publisher.publish.bind(ingest.log.publisher);
  let calls = 0;
  vi.spyOn(ingest.log.publisher, 'publish').mockImplementation((topic, records) => {
    if (++calls === 10) interruption.abort(new Error('Ctrl-C'));
    return publish(topic, records);
  });
  const first = await run(feedOf(rows(20_000)), {}, interruption.signal);
  expect(first.outcome).toMatchObject({ message: 'Ctrl-C' });
  expect(first.tally.sent).toBeLessThan(20_000);
  const second = await run(feedOf(rows(20_000)));
  expect(second.tally.sent).toBe(20_000 - first.tally.sent);
  expect((await catalogue(ingest)).size).toBe(20_000);
});

/** A server that gives these answers, one after another, the last one again and again. */
async function serving(...answers: ((response: ServerResponse) => void)[]) {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers.authorization);
    answers[Math.min(asked.length, answers.length) - 1]!(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: new URL(`http://ada:pa%20ss@127.0.0.1:${port}/feed.xml?token=secret`), asked };
}

const bounds = { bytesMax: 10_000, stallMs: 500, tries: 3 };

test('a download is tried again where that can help, and has all bytes or none', async () => {
  const { url, asked } = await serving(
    (response) => response.writeHead(503, { 'retry-after': '0' }).end(),
    (response) =>
      response.writeHead(200, { 'content-length': '100' }).write('cut', () => response.destroy()),
    (response) => response.end(feedOf(rows(3))),
  );
  const source = await openSource(url.href, never);
  expect(source).toMatchObject({ name: `${url.origin}/feed.xml`, bytes: feedOf(rows(3)).length });
  expect(asked).toEqual(Array.from({ length: 3 }, () => 'Basic YWRhOnBhIHNz'));
  await source.close();
});

test.each([
  ['a 404', 1, /answered 404/, (response: ServerResponse) => response.writeHead(404).end()],
  [
    '429s',
    3,
    /answered 429/,
    (response: ServerResponse) => response.writeHead(429, { 'retry-after': '0' }).end(),
  ],
  [
    'more than the bound',
    1,
    /longer than 10000 bytes/,
    (response: ServerResponse) => response.end('x'.repeat(20_000)),
  ],
  [
    'silence',
    3,
    /sent nothing for 500 ms/,
    (response: ServerResponse) => response.writeHead(200).write('x'),
  ],
] as const)('a download ends with %s', async (_, tries, message, answer) => {
  const { url, asked } = await serving(answer);
  const before = await leftovers();
  const failure = await download(url, never, bounds).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: 'IMPORT_SOURCE_UNREACHABLE',
    message: expect.stringMatching(message),
  });
  expect(String(failure)).not.toMatch(/secret|ada|ss@/);
  expect(asked).toHaveLength(tries);
  expect(await leftovers()).toEqual(before);
});

const leftovers = async (): Promise<string[]> =>
  (await readdir(tmpdir())).filter((name) => name.startsWith('freshet-import-'));
