import { openAccess } from '@freshet/access';
import { deadLetterCodec, refusedRow } from '@freshet/events';
import type { FastifyRequest } from 'fastify';
import { expect, it } from 'vitest';
import type { EventBody } from '../event-body.ts';
import type { PostedEvent } from '../event-schema.ts';
import type { Message } from '../message.ts';
import { fault, type Rejection } from '../rejection.ts';
import type { EntryReader } from './entry-reader.ts';
import { createForeignIntake, type ForeignRequest } from './foreign-events.ts';

/** An entry is the ids of its events; those that begin with `!` the intake refuses, `bad` has no translation. */
const request = (rows: readonly string[][], more: Partial<EntryReader> = {}): ForeignRequest => ({
  rows,
  pointer: '/list',
  reader: {
    protocol: 'ids',
    sentAt: 7,
    user: undefined,
    beside: { of: 'ids' },
    profileOf: () => ({ anonymousId: 'guest' }),
    everybodyIn: () => [
      { userId: 7, anonymousId: 'guest' },
      { userId: {}, anonymousId: '' },
    ],
    pointerIn: (_entry, pointer) => pointer,
    consentOf: () => undefined,
    translate: (entry) =>
      (entry as string[])[0] === 'bad'
        ? fault('TYPE_INVALID', '/0', 'is bad')
        : (entry as string[]).map((id) => ({ id, type: 'view' })),
    ...more,
  },
});

function foreignIntake() {
  const bodies: EventBody[] = [];
  const letters: Message[] = [];
  const counted: string[] = [];
  let unkept = 0;
  const take = createForeignIntake(
    {
      publishing: {
        publish: async (_topic: unknown, messages: readonly Message[]) => {
          letters.push(...messages);
          return 'log';
        },
      } as never,
      refusals: { entries: () => undefined } as never,
      metrics: {
        unkept: { inc: (n: number) => (unkept += n) },
        rejected: { inc: ({ code }: { code: string }) => counted.push(code) },
      } as never,
      clock: () => 1_000,
    },
    async (_request, body) => {
      bodies.push(body);
      const ids = (body.rows as PostedEvent[]).map(({ id }) => (id!.startsWith('!') ? null : id!));
      const rejected = ids.flatMap((id, index): Rejection[] =>
        id === null ? [{ index, code: 'ID_INVALID', pointer: '/id', message: 'id is bad.' }] : [],
      );
      const taken = ids.filter((id) => id !== null);
      const duplicates = taken.length - new Set(taken).size;
      return { accepted: 0, duplicates, rejected, durability: 'log', ids };
    },
  );
  const caller = { key: null, site: 'shop', secrets: openAccess.identitySecrets('shop') };
  return {
    take: (foreign: ForeignRequest) => take({ caller } as unknown as FastifyRequest, foreign),
    bodies,
    letters,
    counted,
    unkept: () => unkept,
  };
}

it('counts entries, of which each may be several events, one or none', async () => {
  const { take, bodies } = foreignIntake();
  const rows = [['a', 'b'], [], ['c'], ['a', 'b'], ['c', 'd']];
  expect(await take(request(rows))).toEqual({
    accepted: 4,
    duplicates: 1,
    rejected: [],
    durability: 'log',
  });
  expect(bodies).toMatchObject([
    { rows: { length: 7 }, sentAt: 7, source: null, atomic: false, profileMax: Infinity },
  ]);
});

it('refuses an entry once, wherever it fails, and says where in the request that is', async () => {
  const { take, letters, counted } = foreignIntake();
  const rows = [['a', 'b'], ['bad'], ['c', '!d', '!e'], ['f']];
  const pointerIn = (_entry: unknown, pointer: string) => `/names${pointer}`;
  expect(await take(request(rows, { pointerIn, toKeep: () => 'what may be kept' }))).toEqual({
    accepted: 2,
    duplicates: 0,
    rejected: [
      { index: 1, code: 'TYPE_INVALID', pointer: '/list/1/0', message: '0 is bad.' },
      { index: 2, code: 'ID_INVALID', pointer: '/list/2/names/id', message: 'id is bad.' },
    ],
    durability: 'log',
  });
  expect(counted).toEqual(['TYPE_INVALID', 'ID_INVALID']);
  expect(letters.map(({ key }) => key)).toEqual(['shop/a/guest', 'shop/a/guest']);
  const letter = deadLetterCodec.decode(letters[1]!.value!);
  expect(letter).toMatchObject({
    topic: 'intake',
    group: 'ids',
    step: 'translate',
    code: 'ID_INVALID',
    message: '/list/2/names/id: id is bad.',
    at: 1_000,
  });
  expect(refusedRow(letter)).toEqual({
    site: 'shop',
    owners: ['shop/a/guest', 'shop/u/7'],
    beside: '{"of":"ids"}',
    row: Buffer.from('"what may be kept"'),
    isCut: false,
  });
});

it('keeps the first fifty refused entries of a request, each up to its bound', async () => {
  const { take, letters, unkept } = foreignIntake();
  const rows = Array.from({ length: 60 }, () => ['bad', `x${'é'.repeat(20_000)}`]);
  const { rejected } = await take(request(rows, { beside: { long: 'x'.repeat(9_000) } }));
  expect([rejected.length, letters.length, unkept()]).toEqual([60, 50, 10]);
  const kept = refusedRow(deadLetterCodec.decode(letters[0]!.value!))!;
  expect(kept).toMatchObject({ isCut: true, beside: null });
  // Not half a character.
  expect(kept.row.toString()).toMatch(/^\["bad","xé+$/);
  expect(kept.row).toHaveLength(32 * 1024 - 1);
});

it('keeps nothing of who agrees to nothing, whatever is wrong', async () => {
  const { take, letters } = foreignIntake();
  const { rejected } = await take(request([['bad'], ['!a']], { consentOf: () => [] }));
  expect([rejected.length, letters]).toEqual([2, []]);
  await take(request([['bad']], { consentOf: () => ['analytics'] }));
  expect(letters).toHaveLength(1);
});
