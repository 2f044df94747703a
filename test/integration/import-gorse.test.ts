import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { EventsTally } from '../../services/freshet/src/import/events/events-tally.ts';
import { FeedTally } from '../../services/freshet/src/import/feed/feed-tally.ts';
import { SentItems } from '../../services/freshet/src/import/feed/sent-items.ts';
import { importGorse } from '../../services/freshet/src/import/gorse/import-gorse.ts';
import { TimeOrder } from '../../services/freshet/src/import/order/time-order.ts';
import { openSource } from '../../services/freshet/src/import/source/source.ts';
import { createCheckpoint } from '../../services/freshet/src/intake/checkpoint.ts';
import { createIntakeClient } from '../../services/freshet/src/intake/client.ts';
import { gorseDump, NEVER, timestamp } from '../support/gorse-dump.ts';
import { openIngest } from '../support/ingest.ts';

const at = (second: number): number => Date.UTC(2026, 0, 1) + 1000 * second;

async function shop() {
  const ingest = await openIngest();
  const url = await ingest.app.listen({ host: '127.0.0.1', port: 0 });
  const dir = await mkdtemp(join(tmpdir(), 'gorse-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  const path = join(dir, 'dump');
  async function run(content: Buffer | string) {
    await writeFile(path, content);
    const { signal } = new AbortController();
    const source = await openSource(path, signal);
    const name = await source.digest();
    const [items, feedback] = [new FeedTally(), new EventsTally()];
    const sent = await SentItems.open(dir, { feed: path, url, key: '' });
    const checkpoint = createCheckpoint(dir, name, url);
    const client = createIntakeClient({ url });
    const order = new TimeOrder();
    const ports = { source, name, sent, checkpoint, order, client, items, feedback, signal };
    return { items, feedback, error: await importGorse(ports).catch((error: unknown) => error) };
  }
  return { ingest, run };
}

const items = [
  [
    [1, ''],
    [2, 'tent/4 🏕'],
    [4, 'camping'],
    [4, 'tents'],
    [5, timestamp(at(5))],
    [6, '{"color":"red"}'],
    [7, 'A tent'],
  ],
  [
    [2, 'stove'],
    [3, 1n],
    [5, timestamp(NEVER)],
    [6, 'null'],
  ],
] as const;
/** In the order of Gorse's key, which is not that of time. */
const feedback = [
  [
    [2, 'rating'],
    [3, 'ada'],
    [4, 'stove'],
    [5, 4.5],
    [6, timestamp(at(3))],
    [7, 'good'],
    [9, '{"from":"mail"}'],
  ],
  [
    [2, 'read'],
    [3, 'ada'],
    [4, 'tent/4 🏕'],
    [6, timestamp(at(1) + 250)],
  ],
  [
    [2, 'like'],
    [3, 'bob'],
    [4, 'stove'],
    [6, timestamp(at(2))],
  ],
  [
    [2, 'read'],
    [3, 'eve'],
    [4, 'stove'],
    [6, timestamp(NEVER)],
  ],
] as const;
const dump = gorseDump({
  users: [
    [
      [1, 'ada'],
      [2, '["x"]'],
    ],
  ],
  items,
  feedback,
});

const events = [
  {
    type: 'view',
    userId: 'ada',
    itemId: 'tent/4 🏕',
    at: at(1) + 250,
    properties: '{"gorse":{"FeedbackType":"read"}}',
  },
  {
    type: 'click',
    userId: 'bob',
    itemId: 'stove',
    at: at(2),
    properties: '{"gorse":{"FeedbackType":"like"}}',
  },
  {
    type: 'rating',
    userId: 'ada',
    itemId: 'stove',
    at: at(3),
    value: 4.5,
    properties:
      '{"gorse":{"FeedbackType":"rating","Value":4.5,"Labels":{"from":"mail"},"Comment":"good"}}',
  },
  { type: 'view', userId: 'ada', itemId: 'stove', at: at(3) },
];

test('a dump becomes a catalogue and a history in order of time, and twice the same', async () => {
  const { ingest, run } = await shop();
  const first = await run(gzipSync(dump));
  expect(first.error).toBeUndefined();
  expect(first.items).toMatchObject({ read: 2, sent: 2 });
  expect(first.feedback).toMatchObject({ accepted: 4 });
  expect(Object.fromEntries(first.feedback.refusals.reasons)).toEqual({
    TIME_INVALID: { count: 1, examples: [expect.stringMatching(/^feedback 4: .*0001-01-01/)] },
  });
  const catalogue = (await ingest.catalogueRecords()).map(({ item }) => item);
  expect(catalogue.toSorted((a, b) => (a!.itemId < b!.itemId ? 1 : -1))).toMatchObject([
    {
      itemId: 'tent/4 🏕',
      title: 'A tent',
      categories: ['camping', 'tents'],
      available: true,
      publishedAt: at(5),
      properties: '{"gorse":{"Labels":{"color":"red"}}}',
    },
    {
      itemId: 'stove',
      title: null,
      categories: [],
      available: false,
      publishedAt: null,
      properties: null,
    },
  ]);
  const told = (await ingest.events()).toSorted(
    (a, b) => a.history!.sequence - b.history!.sequence,
  );
  expect(told).toMatchObject(events);
  expect(told[0]!.categories).toEqual(['camping', 'tents']);

  const second = await run(gzipSync(dump));
  expect(second.items).toMatchObject({ sent: 0, unchanged: 2 });
  const again = (await ingest.events()).map(({ id }) => id);
  expect(again).toHaveLength(8);
  expect(new Set(again).size).toBe(4);
});

test('the lists that its dashboard exports say the same', async () => {
  const { ingest, run } = await shop();
  const lines = [
    { UserId: 'ada', Labels: null, Comment: '' },
    {
      ItemId: 'stove',
      IsHidden: false,
      Categories: ['x'],
      Timestamp: '2026-01-01T00:00:05Z',
      Labels: null,
      Comment: 'Stove',
    },
    {
      FeedbackType: 'read',
      UserId: 'ada',
      ItemId: 'stove',
      Value: 0,
      Timestamp: '2026-01-01T00:00:01Z',
      Comment: '',
    },
    { FeedbackType: 'read', UserId: 5, ItemId: 'stove', Timestamp: '2026-01-01T00:00:01Z' },
    {
      ItemId: 'bad',
      IsHidden: 'no',
      Categories: 'x',
      Timestamp: '2026-01-01',
      Labels: {},
      Comment: 7,
    },
    { Something: 1 },
  ];
  const {
    items: tally,
    feedback: told,
    error,
  } = await run(`${lines.map((line) => JSON.stringify(line)).join('\n')}\n{cut`);
  expect(error).toBeUndefined();
  expect(tally).toMatchObject({ sent: 1 });
  expect([...tally.refusals.reasons.keys()].toSorted()).toEqual([
    'FIELD_TYPE',
    'ID_MISSING',
    'JSON_INVALID',
  ]);
  expect(told).toMatchObject({ accepted: 1 });
  expect([...told.refusals.reasons.keys()]).toEqual(['ID_MISSING']);
  expect(await ingest.events()).toMatchObject([{ type: 'view', userId: 'ada', at: at(1) }]);
});

test('feedback of 0.4, which has no value, is read by where it stands', async () => {
  const { ingest, run } = await shop();
  const old = [
    [2, 'read'],
    [3, 'ada'],
    [4, 'stove'],
    [5, timestamp(at(1))],
    [6, 'why'],
  ] as const;
  expect((await run(gorseDump({ feedback: [old] }))).error).toBeUndefined();
  expect(await ingest.events()).toMatchObject([
    { at: at(1), properties: '{"gorse":{"FeedbackType":"read","Comment":"why"}}' },
  ]);
});

test.each([
  [
    'cut off in its items',
    gorseDump({ items, feedback }).subarray(0, 60),
    /items 1: it ends in the middle/,
  ],
  ['cut off before its end', dump.subarray(0, dump.length - 8), /it ends in the middle/],
  [
    'with a mark of its own',
    Buffer.concat([
      gorseDump({}).subarray(0, 8),
      Buffer.from('fdffffffffffffffefffffffffffffff', 'hex'),
    ]),
    /-17 marks nothing/,
  ],
  [
    'with a message without end',
    Buffer.concat([gorseDump({}).subarray(0, 8), Buffer.from('ffffffffffffff7f', 'hex')]),
    /a message has/,
  ],
])('a dump %s is refused and its feedback with it', async (_, content, message) => {
  const { ingest, run } = await shop();
  const { error } = await run(content);
  expect(error).toMatchObject({
    code: 'IMPORT_FILE_INVALID',
    message: expect.stringMatching(message),
  });
  expect(await ingest.events()).toEqual([]);
});
