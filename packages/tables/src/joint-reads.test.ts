import type { StateRef } from '@freshet/store';
import { expect, test } from 'vitest';
import { JOINT_KEYS_MAX, joinReads } from './joint-reads.ts';

const partition = { namespace: 'live', group: 'items', partition: 0, partitions: 1 };
const refs = (...keys: string[]): StateRef[] => keys.map((key) => ({ partition, key }));

/** Answers each key with its own text and remembers what it was asked. */
function openStore() {
  const calls: string[][] = [];
  const get = async (asked: readonly StateRef[]) => {
    calls.push(asked.map(({ key }) => key));
    if (asked.some(({ key }) => key === 'broken')) throw new Error('out of reach');
    return asked.map(({ key }) => (key === 'none' ? undefined : Buffer.from(key)));
  };
  return { calls, get };
}

test('calls of one turn are one call, and each gets its own values', async () => {
  const store = openStore();
  const get = joinReads(store);
  const answers = await Promise.all([get(refs('a', 'none')), get(refs()), get(refs('b'))]);
  expect(store.calls).toEqual([['a', 'none', 'b']]);
  expect(answers.map((values) => values.map(String))).toEqual([['a', 'undefined'], [], ['b']]);
});

test('calls of different turns do not wait for each other', async () => {
  const store = openStore();
  const get = joinReads(store);
  await get(refs('a'));
  await get(refs('b'));
  expect(store.calls).toEqual([['a'], ['b']]);
});

test('past the bound a further call is made', async () => {
  const store = openStore();
  const get = joinReads(store);
  const keys = Array.from({ length: JOINT_KEYS_MAX }, (_, i) => `k${i}`);
  const [last] = await Promise.all([get(refs('a')), get(refs(...keys)), get(refs('b'))]);
  expect(store.calls.map(({ length }) => length)).toEqual([1, JOINT_KEYS_MAX, 1]);
  expect(String(last[0])).toBe('a');
});

test('a failed call fails for all that took part, and for nobody else', async () => {
  const store = openStore();
  const get = joinReads(store);
  const results = await Promise.allSettled([get(refs('a')), get(refs('broken'))]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect((await get(refs('b'))).map(String)).toEqual(['b']);
});
