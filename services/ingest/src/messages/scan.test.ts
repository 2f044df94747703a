import { behaviourEventCodec, profileKey, topics } from '@freshet/events';
import { createLogger, FreshetError, Registry } from '@freshet/runtime';
import type { Erasures } from '@freshet/stream';
import { expect, test } from 'vitest';
import { behaviourEvent } from '../../../../test/support/events.ts';
import type { Message } from '../message.ts';
import type { Publishing } from '../publishing.ts';
import { createMessageMetrics } from './metrics.ts';
import { scan } from './scan.ts';
import { SentMessages } from './sent-messages.ts';
import { messageStatus } from './status.ts';

const topic = topics.behaviourEvents.name;
const publishing = { find: () => Promise.resolve(undefined) } as unknown as Publishing;
/** An event with this id and, to fill room, so many bytes. */
function message(id: string, bytes = 0): Message {
  const event = behaviourEvent({ id, context: 'x'.repeat(bytes) });
  return { id, key: profileKey(event), value: behaviourEventCodec.encode(event), ack: 'all' };
}

/** A status table over one partition of a log whose two offsets a test sets. */
function openTable({ bytesMax = 10_000_000 } = {}) {
  const table = { now: 0, committed: -1, end: 1_000, refuses: false, erased: false };
  const sent = new SentMessages({ bytesMax, clock: () => table.now });
  const published: string[][] = [];
  const registry = new Registry();
  const admin = {
    committed: () => Promise.resolve([{ partition: 0, offset: table.committed }]),
    offsets: () => Promise.resolve([{ partition: 0, start: 0, end: table.end }]),
  };
  const erasures = { isErased: () => table.erased };
  const options = {
    sent,
    erasures: erasures as unknown as Erasures,
    admin,
    consumerOf: () => 'profiles',
    metrics: createMessageMetrics(registry, sent),
    logger: createLogger('test', 'silent'),
    clock: () => table.now,
    intervalMs: 1,
    deadlineMs: 60_000,
    keepMs: 600_000,
    publish(_topic: unknown, messages: readonly Message[]) {
      if (table.refuses) return Promise.reject(new FreshetError('JOURNAL_FULL', 'No.'));
      published.push(messages.map(({ id }) => id!));
      return Promise.resolve('log' as const);
    },
  };
  return Object.assign(table, {
    sent,
    published,
    registry,
    scan: () => scan(options),
    add(firstOffset: number, ...ids: string[]) {
      const places = ids.map((_, i) => ({ partition: 0, offset: firstOffset + i }));
      const messages = ids.map((id) => message(id));
      sent.add(topic, messages, places, { inOrder: true });
    },
    statusOf: async (id: string) => (await messageStatus(id, { ...options, publishing }))?.status,
  });
}

test('an event is sent until the profiles have passed its offset, then signed off', async () => {
  const table = openTable();
  table.add(7, 'a', 'b');
  table.committed = 7;
  await table.scan();
  expect(await table.statusOf('a')).toBe('sent');
  table.committed = 8;
  await table.scan();
  expect([await table.statusOf('a'), await table.statusOf('b')]).toEqual(['signed-off', 'sent']);
});

test('what is signed off is dropped after its time, what is not stays', async () => {
  const table = openTable();
  table.add(0, 'a', 'b');
  table.add(2, 'c');
  table.committed = 2;
  table.now = 600_000;
  await table.scan();
  expect(await table.statusOf('a')).toBe('signed-off');
  table.now = 600_001;
  await table.scan();
  expect([await table.statusOf('a'), await table.statusOf('c')]).toEqual([undefined, 'sent']);
  expect(await table.registry.metrics()).toContain('freshet_ingest_messages_cleaned_total 2');
});

test('an offset below an earlier one sends again what was unsigned from there on', async () => {
  const table = openTable();
  table.add(0, 'a');
  table.add(1, 'b');
  table.add(2, 'c');
  table.committed = 1;
  await table.scan();
  table.add(1, 'd');
  expect([await table.statusOf('b'), await table.statusOf('d')]).toEqual(['pending', 'sent']);
  await table.scan();
  expect(table.published).toEqual([['b', 'c']]);
  expect(await table.registry.metrics()).toContain('freshet_ingest_messages_resent_total 2');
  await table.scan();
  expect(table.published).toHaveLength(1);
});

test('an event unsigned past its deadline is sent again only if the log ends before it', async () => {
  const table = openTable();
  table.add(5, 'a');
  table.add(6, 'b');
  table.end = 6;
  table.now = 60_000;
  await table.scan();
  expect(table.published).toEqual([]);
  table.now = 60_001;
  await table.scan();
  expect(table.published).toEqual([['b']]);
  expect(await table.statusOf('a')).toBe('sent');
});

test('what could not be sent again is tried at the next scan', async () => {
  const table = openTable();
  table.add(5, 'a');
  table.add(5, 'b');
  table.refuses = true;
  await table.scan();
  expect(await table.statusOf('a')).toBe('pending');
  table.refuses = false;
  await table.scan();
  expect(table.published).toEqual([['a']]);
});

test('at its bound the oldest are forgotten, and counted if they were not signed off', async () => {
  const bytesMax = 700_000;
  const table = openTable({ bytesMax });
  for (const [offset, id] of ['a', 'b', 'c', 'd', 'e'].entries()) {
    const places = [{ partition: 0, offset }];
    table.sent.add(topic, [message(id, 200_000)], places, { inOrder: true });
  }
  const known = ['a', 'b', 'c', 'd', 'e'].filter((id) => table.sent.find(id) !== undefined);
  expect(known).toEqual(['d', 'e']);
  expect(table.sent.bytes).toBeLessThanOrEqual(bytesMax);
  expect(table.sent.forgotten).toBe(3);
});

test('without room nothing is kept', async () => {
  const table = openTable({ bytesMax: 0 });
  table.add(0, 'a');
  expect([await table.statusOf('a'), table.sent.bytes]).toEqual([undefined, 0]);
});

test('an event larger than a page has one of its own', async () => {
  const table = openTable();
  table.sent.add(topic, [message('a', 900_000)], [{ partition: 0, offset: 0 }], { inOrder: true });
  table.add(1, 'b');
  expect([await table.statusOf('a'), await table.statusOf('b')]).toEqual(['sent', 'sent']);
});

test('of an id that was sent twice the newest is answered, whatever else begins like it', async () => {
  const table = openTable();
  table.add(0, 'ada', 'adam');
  table.add(2, 'ada');
  expect(table.sent.find('ada')).toMatchObject({ offset: 2 });
  expect(table.sent.find('ad')).toBeUndefined();
});

test('what is done with gives its memory back', async () => {
  const table = openTable();
  for (let i = 0; i < 5_000; i++) table.add(i, `e${i}`);
  const before = table.sent.bytes;
  table.end = 5_000;
  table.committed = 4_000;
  table.now = 600_001;
  await table.scan();
  expect(table.sent.bytes).toBeLessThan(before);
  expect([await table.statusOf('e3999'), await table.statusOf('e4000')]).toEqual([
    undefined,
    'sent',
  ]);
});

test('an event of ack level none is sent, and nobody can say more of it', async () => {
  const table = openTable();
  table.add(-1, 'a');
  table.now = 100_000;
  await table.scan();
  expect(await table.statusOf('a')).toBe('sent');
  expect(table.published).toEqual([]);
});
