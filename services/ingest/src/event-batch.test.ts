import { behaviourEventCodec } from '@freshet/events';
import { expect, test } from 'vitest';
import { parseAckLevels } from './ack-levels.ts';
import type { Intake } from './behaviour-record.ts';
import { eventBatch } from './event-batch.ts';

const live: Intake = {
  site: 'default',
  receivedAt: 1_700_000_000_000,
  latenessMs: 1000,
  clockErrorMs: 0,
  source: null,
  catalogue: { categories: () => [] },
};
const ackLevels = parseAckLevels('scroll=none');
const unflagged = () => undefined;
const history: Intake = { ...live, latenessMs: Infinity, source: 'h' };

const view = (userId: string, fields: object = {}) => ({
  type: 'view',
  userId,
  itemId: 'i',
  ...fields,
});
const past = (user: string, sequence: number) => view(user, { occurredAt: 1, sequence });
const batch = (rows: unknown[], intake = live) =>
  eventBatch({ rows, pointer: '/events' }, intake, ackLevels, unflagged);
const ids = ({ messages }: ReturnType<typeof eventBatch>) =>
  messages.map(({ value }) => behaviourEventCodec.decode(value!).id);

test('a bad event does not fail its neighbours, and says where it stood', () => {
  const result = batch([view('a', { id: '1' }), view(''), view('b', { id: '3' })]);
  expect(ids(result)).toEqual(['1', '3']);
  expect(result.messages.map(({ key }) => key)).toEqual(['default/u/a', 'default/u/b']);
  expect(result.rejected).toMatchObject([
    { index: 1, code: 'ID_INVALID', pointer: '/events/1/userId' },
  ]);
});

test('a single event is pointed at from the body itself', () => {
  const { rejected } = eventBatch(
    { rows: [view('')], pointer: undefined },
    live,
    ackLevels,
    unflagged,
  );
  expect(rejected).toMatchObject([{ index: 0, pointer: '/userId' }]);
});

test('the same id twice is sent once', () => {
  const result = batch([view('a', { id: '1' }), view('a', { id: '1' }), view('b', { id: '1' })]);
  expect(ids(result)).toEqual(['1']);
  expect(result.duplicates).toBe(2);
});

test('the 65th event of one profile is refused, the 64 before it and other profiles are not', () => {
  const rows = [...Array.from({ length: 65 }, () => view('a')), view('b')];
  const { messages, rejected } = batch(rows);
  expect(messages).toHaveLength(65);
  expect(rejected).toMatchObject([{ index: 64, code: 'PROFILE_TOO_MANY', pointer: '/events/64' }]);
});

test('a user and an anonymous visitor of one name have their own 64', () => {
  const anonymous = { type: 'view', anonymousId: 'a', itemId: 'i' };
  const rows = Array.from({ length: 64 }, () => [view('a'), anonymous]).flat();
  expect(batch(rows).rejected).toEqual([]);
});

test('history must rise within a profile, not across profiles', () => {
  const result = batch([past('a', 5), past('b', 2), past('a', 4), past('a', 6)], history);
  expect(ids(result)).toEqual(['h:5', 'h:2', 'h:6']);
  expect(result.rejected).toMatchObject([
    { index: 2, code: 'SEQUENCE_NOT_RISING', pointer: '/events/2/sequence' },
  ]);
});

test('an event asks for the ack level of its type, all replicas if none is set', () => {
  const { messages } = batch([view('a'), { ...view('a'), type: 'scroll' }]);
  expect(messages.map(({ ack }) => ack)).toEqual(['all', 'none']);
});

test('every entry has its id told, given or made, a refused one none', () => {
  const { ids: told, messages } = batch([view('a'), view(''), view('a', { id: 'mine' })]);
  expect(told).toEqual([messages[0]!.id, null, 'mine']);
});
