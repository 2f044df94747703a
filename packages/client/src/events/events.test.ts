import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FreshetProblem, type Rejection } from '../problem.ts';
import type { Event } from './batch.ts';
import { type Dropped, type EventOptions, Events } from './events.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const view = (itemId: string, userId = itemId): Event => ({ type: 'view', userId, itemId });

/** Events whose calls `answer` answers. */
function open(
  answer: (events: readonly Event[]) => readonly Rejection[] | Promise<never>,
  options: EventOptions = {},
) {
  const calls: (readonly Event[])[] = [];
  const dropped: Dropped[] = [];
  const send = async (events: readonly Event[]) => {
    calls.push(events);
    return answer(events);
  };
  const events = new Events(send, { onDrop: (one) => dropped.push(one), ...options });
  return { events, calls, dropped };
}

const problem = (status: number, code: string, rejected?: readonly Rejection[]) =>
  new FreshetProblem(status, { code, message: `${code}.` }, { rejected });

const itemsOf = (calls: readonly (readonly Event[])[]) =>
  calls.map((events) => events.map(({ itemId }) => itemId));

it('sends after the interval, or at once when a hundred wait', async () => {
  const { events, calls } = open(() => []);
  events.track(view('a'));
  await vi.advanceTimersByTimeAsync(999);
  expect(calls).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(itemsOf(calls)).toEqual([['a']]);
  for (let i = 0; i < 100; i++) events.track(view(`b${i}`));
  await vi.advanceTimersByTimeAsync(0);
  expect(calls.map(({ length }) => length)).toEqual([1, 100]);
});

it('keeps id and time of an event through every attempt, and the order of all', async () => {
  let failures = 3;
  const answer = () => (failures-- > 0 ? Promise.reject(problem(503, 'AWAY')) : []);
  const { events, calls, dropped } = open(answer);
  events.track(view('a'));
  const flushed = events.flush();
  events.track(view('b'));
  await vi.runAllTimersAsync();
  await flushed;
  expect(itemsOf(calls)).toEqual([['a'], ['a'], ['a'], ['a'], ['b']]);
  expect(new Set(calls.slice(0, 4).map(([one]) => `${one!.id} ${one!.occurredAt}`)).size).toBe(1);
  expect(calls[4]![0]!.id).not.toBe(calls[0]![0]!.id);
  expect(dropped).toEqual([]);
});

it('takes nothing of which no JSON can be made, and says so instead of throwing', () => {
  const { events, dropped } = open(() => []);
  const circle: { in?: object } = {};
  circle.in = circle;
  expect(events.track({ ...view('a'), properties: circle })).toBe(false);
  expect(dropped).toMatchObject([{ event: { itemId: 'a' }, code: 'EVENT_INVALID' }]);
  expect(events.waiting).toBe(0);
});

it('has a bound, says what is beyond it, and has who waits for room lose none', async () => {
  const { events, calls, dropped } = open(() => [], { eventsMax: 2 });
  expect([view('a'), view('b'), view('c')].map((one) => events.track(one))).toEqual([
    true,
    true,
    false,
  ]);
  expect(dropped).toMatchObject([{ event: { itemId: 'c' }, code: 'QUEUE_FULL' }]);
  const room = events.room().then(() => events.track(view('d')));
  await vi.runAllTimersAsync();
  expect(await room).toBe(true);
  await vi.runAllTimersAsync();
  expect(itemsOf(calls)).toEqual([['a', 'b'], ['d']]);
});

it('says of each event why it was refused, and sends the others', async () => {
  const { events, dropped } = open(() => [
    { index: 1, code: 'ID_INVALID', message: 'Invalid.', pointer: '/events/1/itemId' },
  ]);
  for (const itemId of ['a', '', 'c']) events.track(view(itemId, 'ada'));
  await events.flush();
  expect(dropped).toMatchObject([{ event: { itemId: '' }, code: 'ID_INVALID' }]);
});

it.for([
  ['ENTRIES_REJECTED', [{ index: 0, code: 'TYPE_INVALID', message: 'No.' }], 'TYPE_INVALID'],
  ['KEY_REFUSED', [], 'KEY_REFUSED'],
] as const)('drops what %s refuses for good, by name', async ([code, rejected, reason]) => {
  const { events, calls, dropped } = open(() => Promise.reject(problem(400, code, rejected)));
  events.track(view('a'));
  await events.flush();
  expect(dropped).toMatchObject([{ event: { itemId: 'a' }, code: reason }]);
  expect(calls.length).toBe(1);
});

it('sends less at a time where that was too much', async () => {
  const answer = (events: readonly Event[]) =>
    events.length > 2 ? Promise.reject(problem(413, 'BATCH_OVER_LIMIT')) : [];
  const { events, calls, dropped } = open(answer);
  for (const itemId of ['a', 'b', 'c', 'd', 'e']) events.track(view(itemId));
  await events.flush();
  expect(itemsOf(calls).filter(({ length }) => length < 3)).toEqual([
    ['a', 'b'],
    ['c', 'd'],
    ['e'],
  ]);
  expect(dropped).toEqual([]);
});

it('sends what waits when it is closed, and takes no more', async () => {
  const { events, calls, dropped } = open(() => []);
  events.track(view('a'));
  await events.close();
  expect(itemsOf(calls)).toEqual([['a']]);
  expect(events.track(view('b'))).toBe(false);
  expect(dropped).toMatchObject([{ event: { itemId: 'b' }, code: 'CLOSED' }]);
  expect(vi.getTimerCount()).toBe(0);
});

it('says what it could not send in the time that closing had', async () => {
  const { events, dropped } = open(() => Promise.reject(problem(0, 'UNREACHABLE')));
  events.track(view('a'));
  events.track(view('b'));
  const closing = events.close({ timeoutMs: 5_000 });
  await vi.runAllTimersAsync();
  await closing;
  expect(dropped.map(({ event, code }) => [event.itemId, code])).toEqual([
    ['a', 'CLOSED'],
    ['b', 'CLOSED'],
  ]);
  expect(events.waiting).toBe(0);
});
