import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BehaviourEvent } from '@freshet/events';
import { FreshetError } from '@freshet/runtime';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createCheckpoint } from '../../services/freshet/src/intake/checkpoint.ts';
import { openClickFile } from '../../services/freshet/src/clicks/click-file.ts';
import { createIntakeClient } from '../../services/freshet/src/intake/client.ts';
import { replay } from '../../services/freshet/src/replay/replay.ts';
import { createTally } from '../../services/freshet/src/replay/tally.ts';
import { openIngest, type TestIngest } from '../support/ingest.ts';

const ROWS = 5000;
const USERS = 40;

/** Row r is the r-th click of the file: user r mod 40, at second r. */
function clicks(rows = ROWS): string {
  const lines = Array.from(
    { length: rows },
    (_, row) => `${row * 1000},user-${row % USERS},s${row % 90},item-${row % 7}`,
  );
  return ['timestamp_ms,user_id,session_id,item_id', ...lines, ''].join('\n');
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'replay-'));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

async function fileOf(content: string | Buffer): Promise<string> {
  const path = join(await folder(), 'clicks.csv');
  await writeFile(path, content);
  return path;
}

async function listening(): Promise<TestIngest & { url: string }> {
  const ingest = await openIngest();
  return { ...ingest, url: await ingest.app.listen({ host: '127.0.0.1', port: 0 }) };
}

interface To {
  readonly url: string;
  readonly dataDir: string;
  readonly signal?: AbortSignal;
  readonly limit?: number;
  readonly giveUpMs?: number;
}

/** One run of the command, without its terminal. */
async function replayFile(path: string, { url, dataDir, ...rest }: To) {
  const file = await openClickFile(path);
  const checkpoint = createCheckpoint(dataDir, file.source, url);
  const from = (await checkpoint.load()) ?? 0;
  const tally = createTally();
  const { signal = new AbortController().signal, limit = Infinity, giveUpMs = 60_000 } = rest;
  const client = createIntakeClient({ url, giveUpMs });
  const options = { type: 'click', rate: Infinity, from, limit };
  const outcome = replay(options, { file, client, checkpoint, tally, signal });
  return { from, tally, source: file.source, outcome };
}

/** What a profile that drops everything but rising sequences has counted. */
function countedRows(events: readonly BehaviourEvent[]): number[] {
  const latest = new Map<string | null, number>();
  const rows: number[] = [];
  for (const { userId, history } of events) {
    const { sequence } = history!;
    if (sequence <= (latest.get(userId) ?? -1)) continue;
    latest.set(userId, sequence);
    rows.push(sequence);
  }
  return rows.toSorted((a, b) => a - b);
}

const allRows = Array.from({ length: ROWS }, (_, row) => row);

test('every row becomes one event of its history, in order within its profile', async () => {
  const ingest = await listening();
  const dataDir = await folder();
  const path = await fileOf(gzipSync(clicks()));
  const { tally, source, outcome } = await replayFile(path, { url: ingest.url, dataDir });
  await outcome;
  expect(tally).toMatchObject({ rows: ROWS, accepted: ROWS, rejected: 0 });
  const events = await ingest.events();
  expect(events).toHaveLength(ROWS);
  expect(countedRows(events)).toEqual(allRows);
  expect(events.find(({ history }) => history?.sequence === 123)).toMatchObject({
    id: `${source}:123`,
    type: 'click',
    userId: 'user-3',
    sessionId: 's33',
    itemId: 'item-4',
    at: 123_000,
    history: { source },
  });
  expect(await readdir(dataDir)).toEqual([]);
});

test('an interrupted replay goes on where it stopped and loses nothing', async () => {
  const ingest = await listening();
  const dataDir = await folder();
  const path = await fileOf(clicks());
  const interruption = new AbortController();
  const publish = ingest.log.publisher.publish.bind(ingest.log.publisher);
  let published = 0;
  vi.spyOn(ingest.log.publisher, 'publish').mockImplementation(async (topic, records) => {
    published += records.length;
    if (published > ROWS / 2) interruption.abort(new Error('Ctrl-C'));
    return publish(topic, records);
  });
  const to = { url: ingest.url, dataDir };
  const first = await replayFile(path, { ...to, signal: interruption.signal });
  await expect(first.outcome).rejects.toThrow('Ctrl-C');
  expect(await readdir(dataDir)).toEqual([`replay-${first.source}.json`]);
  const second = await replayFile(path, to);
  await second.outcome;
  expect(second.from).toBeGreaterThan(0);
  expect(second.from).toBeLessThan(ROWS);
  expect(countedRows(await ingest.events())).toEqual(allRows);
  expect(await readdir(dataDir)).toEqual([]);
});

test('a replay through a log that is often full loses nothing', async () => {
  const ingest = await listening();
  const path = await fileOf(clicks());
  const publish = ingest.log.publisher.publish.bind(ingest.log.publisher);
  let calls = 0;
  vi.spyOn(ingest.log.publisher, 'publish').mockImplementation((topic, records) => {
    calls += 1;
    const isFull = calls % 5 === 0;
    return isFull
      ? Promise.reject(new FreshetError('PUBLISHER_FULL', 'The buffer is full.'))
      : publish(topic, records);
  });
  const dataDir = await folder();
  const { tally, outcome } = await replayFile(path, { url: ingest.url, dataDir });
  await outcome;
  expect(calls).toBeGreaterThan(5);
  expect(tally.accepted).toBe(ROWS);
  expect(countedRows(await ingest.events())).toEqual(allRows);
});

test('a second replay adds nothing that a profile counts', async () => {
  const ingest = await listening();
  const path = await fileOf(clicks());
  const to = { url: ingest.url, dataDir: await folder() };
  await (await replayFile(path, to)).outcome;
  await (await replayFile(path, to)).outcome;
  const events = await ingest.events();
  expect(events).toHaveLength(2 * ROWS);
  expect(countedRows(events)).toEqual(allRows);
});

test('what is broken and what is refused is counted and shown with its line', async () => {
  const ingest = await listening();
  const path = await fileOf(`${clicks(3)}broken\n5000,user,s,${'x'.repeat(300)}\n6000,user,s,i\n`);
  const dataDir = await folder();
  const { tally, outcome } = await replayFile(path, { url: ingest.url, dataDir });
  await outcome;
  expect(tally).toMatchObject({ rows: 6, accepted: 4, rejected: 2 });
  expect(tally.samples).toEqual([
    'line 5: 1 fields where the header has 4',
    expect.stringMatching(/^line 6: ID_INVALID itemId must be 1 to 256 bytes/),
  ]);
});

test('an intake that goes away ends the replay with its place kept', async () => {
  const ingest = await listening();
  const path = await fileOf(clicks());
  vi.spyOn(ingest.log.publisher, 'publish').mockImplementation(() =>
    Promise.reject(new FreshetError('LOG_UNREACHABLE', 'No broker answers.')),
  );
  const dataDir = await folder();
  const to = { url: ingest.url, dataDir, giveUpMs: 2000 };
  const { source, outcome } = await replayFile(path, to);
  await expect(outcome).rejects.toMatchObject({
    code: 'IMPORT_REFUSED',
    message: expect.stringContaining('No broker answers'),
  });
  expect(await createCheckpoint(dataDir, source, ingest.url).load()).toBe(0);
});

test('a limit ends the replay early and for good', async () => {
  const ingest = await listening();
  const dataDir = await folder();
  const path = await fileOf(clicks());
  const { tally, outcome } = await replayFile(path, { url: ingest.url, dataDir, limit: 100 });
  await outcome;
  expect(tally.accepted).toBe(100);
  expect(await readdir(dataDir)).toEqual([]);
});
