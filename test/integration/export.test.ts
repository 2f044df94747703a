import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AnswerBatch,
  type BehaviourEvent,
  behaviourEventCodec,
  eraseEvent,
  erasureCodec,
  type LoggedAnswer,
  profileKey,
  topics,
} from '@freshet/events';
import type { Log } from '@freshet/stream';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { expect, onTestFinished, test } from 'vitest';
import { answersTable } from '../../services/freshet/src/export/answers-table.ts';
import { eventsTable } from '../../services/freshet/src/export/events-table.ts';
import { type ExportOptions, exportLog } from '../../services/freshet/src/export/export-log.ts';
import { ExportTally } from '../../services/freshet/src/export/export-tally.ts';
import type { Table } from '../../services/freshet/src/export/table.ts';
import { behaviourEvent } from '../support/events.ts';
import { eventually } from '../support/eventually.ts';
import { describeLog, openLog } from '../support/log-engines.ts';
import { guarded } from '../support/pipeline.ts';

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'export-'));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

interface Exporting extends Partial<ExportOptions> {
  readonly topic?: string;
  readonly table?: Table;
}

/** One export into one file or some; what is in the folder afterwards. */
async function exported(log: Log, { topic, table, ...more }: Exporting = {}) {
  const out = more.folder ?? (await folder());
  const tally = new ExportTally();
  const options: ExportOptions = {
    folder: out,
    name: 'events',
    format: 'parquet',
    from: undefined,
    to: Date.now() + 60_000,
    asOf: Date.now(),
    site: undefined,
    oneFile: true,
    ...more,
  };
  const ports = { topic: topic ?? topics.behaviourEvents.name, table: table ?? eventsTable };
  await exportLog(options, { log, ...ports, tally, signal: new AbortController().signal });
  return { out, tally, files: (await readdir(out)).toSorted() };
}

async function rowsIn(path: string): Promise<Record<string, unknown>[]> {
  return parquetReadObjects({ file: await asyncBufferFromFile(path) });
}

const publishEvents = (log: Log, events: readonly BehaviourEvent[]) =>
  log.publisher.publish(
    topics.behaviourEvents.name,
    events.map((event) => ({ key: profileKey(event), value: behaviourEventCodec.encode(event) })),
  );

async function openTopics(engine: Parameters<typeof openLog>[0]) {
  const bare = await openLog(engine);
  await bare.admin.ensureTopics(Object.values(topics));
  const { log, erasures } = await guarded(bare);
  return { log, erasures };
}

/** Every field there is, with texts that are not plain. */
const full = behaviourEvent({
  id: 'full',
  type: 'purchase',
  userId: 'Żółw 🐢',
  anonymousId: 'a1',
  sessionId: 's1',
  itemId: null,
  categories: [],
  items: [{ itemId: 'tent', quantity: 2, price: 9.5, categories: ['Tents'] }],
  orderId: 'o-1',
  value: 19,
  currency: 'EUR',
  at: 1_700_000_000_123,
  occurredAt: 1_700_000_000_123,
  receivedAt: 1_700_000_000_456,
  recommId: 'r-1',
  position: 3,
  context: '{"page":{"path":"/ß"}}',
  properties: '{"note":"a\\nb","list":[1,null],"size":null}',
  history: { source: 'shop', sequence: 4_000_000_000_000_000 },
  consent: ['analytics'],
});

describeLog('an export', (engine) => {
  test('has every event that may be handed out, as Parquet and as JSON lines', async () => {
    const { log } = await openTopics(engine);
    const many = Array.from({ length: 300 }, (_, i) =>
      behaviourEvent({ id: `e${i}`, userId: `u${i % 9}` }),
    );
    const other = behaviourEvent({ id: 'other', site: 'other' });
    const refused = behaviourEvent({ id: 'refused', consent: ['personalization'] });
    await publishEvents(log, [
      full,
      ...many,
      other,
      refused,
      eraseEvent({ site: 'default', userId: 'x', anonymousId: null }, { id: 'x', at: 1 }),
    ]);
    await log.publisher.publish(topics.behaviourEvents.name, [
      { key: 'broken', value: Buffer.from('no event') },
    ]);

    const { out, tally, files } = await exported(log);
    expect(files).toEqual(['events.parquet']);
    expect(tally).toMatchObject({ rows: 302, unreadables: 1 });
    expect(tally.summary(1)).toContain('1 records cannot be read:\n  behaviour.events ');
    const rows = await rowsIn(join(out, 'events.parquet'));
    expect(rows.map(({ id }) => String(id)).toSorted()).toEqual(
      ['full', 'other', ...many.map(({ id }) => id)].toSorted(),
    );
    const { history, ...fields } = full;
    expect(rows.find(({ id }) => id === 'full')).toEqual({
      ...fields,
      at: new Date(full.at),
      occurredAt: new Date(full.occurredAt!),
      receivedAt: new Date(full.receivedAt),
      context: JSON.parse(full.context!),
      properties: JSON.parse(full.properties!),
      historySource: 'shop',
      historySequence: BigInt(history!.sequence),
    });

    const lines = await exported(log, { format: 'jsonl', site: 'default' });
    const text = await readFile(join(lines.out, 'events.jsonl'), 'utf8');
    const objects = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as BehaviourEvent);
    expect(objects).toHaveLength(301);
    expect(objects.find(({ id }) => id === 'full')).toMatchObject({
      at: full.at,
      items: full.items,
      properties: JSON.parse(full.properties!) as object,
    });
    expect(objects.find(({ id }) => id === 'e0')).not.toHaveProperty('orderId');
  });

  test('has nothing of who asked to be forgotten, neither events nor answers', async () => {
    const { log, erasures } = await openTopics(engine);
    const answer = (userId: string): LoggedAnswer => ({
      recommId: `r-${userId}`,
      site: 'default',
      userId,
      anonymousId: null,
      at: full.at,
      scenario: 'home',
      strategy: 'trending',
      experiment: null,
      variant: null,
      page: null,
      items: [
        { itemId: 'tent', score: 0.5, propensity: 1 },
        { itemId: 'stove', score: null, propensity: 1 },
      ],
    });
    await publishEvents(
      log,
      ['ada', 'bob'].map((userId) => behaviourEvent({ id: userId, userId })),
    );
    const batch = new AnswerBatch();
    for (const userId of ['ada', 'bob']) batch.add(answer(userId));
    await log.publisher.publish(topics.recommendationAnswers.name, [{ value: batch.take() }]);
    const answers = { topic: topics.recommendationAnswers.name, table: answersTable(erasures) };
    const before = await exported(log, answers);
    expect(before.tally.rows).toBe(2);

    const key = profileKey({ site: 'default', userId: 'ada', anonymousId: null });
    const erasure = erasures.erasureOf(key, { id: 'forget', at: Date.now() });
    await log.publisher.publish(topics.erasures.name, [
      { key: 'forget', value: erasureCodec.encode(erasure) },
    ]);
    await eventually('the register knows', () => {
      expect(erasures.isErased(Buffer.from(key), full.at)).toBe(true);
    });
    const events = await exported(log);
    expect(await rowsIn(join(events.out, 'events.parquet'))).toMatchObject([{ id: 'bob' }]);
    const after = await exported(log, answers);
    expect(await rowsIn(join(after.out, 'events.parquet'))).toEqual([
      { ...answer('bob'), at: new Date(full.at) },
    ]);
  });

  test('in stretches of time that meet has every event once', async () => {
    const { log } = await openTopics(engine);
    await publishEvents(
      log,
      Array.from({ length: 40 }, (_, i) => behaviourEvent({ id: `e${i}`, userId: `u${i}` })),
    );
    const written = Date.now();
    await eventually('the clock has moved on', () =>
      expect(Date.now()).toBeGreaterThan(written + 5),
    );
    const middle = Date.now();
    await eventually('the clock has moved on', () =>
      expect(Date.now()).toBeGreaterThan(middle + 5),
    );
    await publishEvents(
      log,
      Array.from({ length: 20 }, (_, i) => behaviourEvent({ id: `l${i}`, userId: `u${i}` })),
    );
    const early = await exported(log, { to: middle });
    const late = await exported(log, { from: middle });
    expect((await rowsIn(join(early.out, 'events.parquet'))).map(({ id }) => id)).toHaveLength(40);
    const ids = (await rowsIn(join(late.out, 'events.parquet'))).map(({ id }) => id as string);
    expect(ids.toSorted()).toEqual(Array.from({ length: 20 }, (_, i) => `l${i}`).toSorted());
  });

  test('leaves the file of a day that was over, and makes the one of today anew', async () => {
    const { log } = await openTopics(engine);
    await publishEvents(log, [behaviourEvent({ id: 'today' })]);
    const today = new Date().toISOString().slice(0, 10);
    const out = await folder();
    const from = Date.parse(today) - 86_400_000;
    const yesterday = new Date(from).toISOString().slice(0, 10);
    const kept = join(out, `events-${yesterday}.parquet`);
    await writeFile(kept, 'written when the day was over');
    await writeFile(join(out, `events-${today}.parquet`), 'written in the middle');
    const { tally, files } = await exported(log, { folder: out, from, oneFile: false });
    // At midnight there is one day more.
    expect(files.slice(0, 2)).toEqual([`events-${yesterday}.parquet`, `events-${today}.parquet`]);
    expect(await readFile(kept, 'utf8')).toBe('written when the day was over');
    expect(tally.rows).toBe(1);
    await rm(kept);
    const daily = { folder: out, from, oneFile: false };
    // Begun before midnight, written behind it.
    await exported(log, { ...daily, asOf: Date.parse(today) - 1 });
    const isKept = async () => (await exported(log, daily)).tally.summary(1).includes('already');
    expect(await isKept()).toBe(false);
    expect(await rowsIn(kept)).toEqual([]);
    expect(await isKept()).toBe(true);
  });

  test('of more rows than a row group has several, and none is missing', async () => {
    const { log } = await openTopics(engine);
    await publishEvents(log, [behaviourEvent({ id: 'one' })]);
    const table: Table = {
      columns: { n: 'INT32' },
      isFold: false,
      reader: () => () => Array.from({ length: 25_000 }, (_, n) => ({ n })),
    };
    const { out } = await exported(log, { table });
    const file = await asyncBufferFromFile(join(out, 'events.parquet'));
    const { row_groups: groups } = await parquetMetadataAsync(file);
    expect(groups.map(({ num_rows }) => num_rows)).toEqual([10_000n, 10_000n, 5_000n]);
    expect((await rowsIn(join(out, 'events.parquet'))).map(({ n }) => n)).toEqual(
      Array.from({ length: 25_000 }, (_, n) => n),
    );
  });

  test('that cannot be written leaves what was there, and says so', async () => {
    const { log } = await openTopics(engine);
    await publishEvents(log, [behaviourEvent({ id: 'one' })]);
    const out = await folder();
    await writeFile(join(out, 'file'), '');
    await expect(exported(log, { folder: join(out, 'file') })).rejects.toMatchObject({
      code: 'EXPORT_FAILED',
    });
    await writeFile(join(out, 'events.parquet'), 'before');
    const table: Table = {
      columns: { n: 'INT32' },
      isFold: false,
      reader: () => () => [{ n: 'no number' }],
    };
    await expect(exported(log, { folder: out, table })).rejects.toThrow(
      /cannot write|parquet|INT32/i,
    );
    expect((await readdir(out)).toSorted()).toEqual(['events.parquet', 'file']);
    expect(await readFile(join(out, 'events.parquet'), 'utf8')).toBe('before');
  });
});
