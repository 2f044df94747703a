import { expect, it } from 'vitest';
import { EndedSessions } from './ended-sessions.ts';
import { Seal } from './seal.ts';
import { endOf, IDLE_MS_MAX, isHolding, SESSION_MS_MAX } from './session.ts';

const HOUR_MS = 3_600_000;
const session = { id: 'a', name: 'Ada', since: HOUR_MS, seen: HOUR_MS };

it('ends when nobody used it for long enough', () => {
  expect(isHolding(session, HOUR_MS + IDLE_MS_MAX - 1)).toBe(true);
  expect(isHolding(session, HOUR_MS + IDLE_MS_MAX)).toBe(false);
});

it('ends in any case after so long, however much it is used', () => {
  const used = { ...session, seen: HOUR_MS + SESSION_MS_MAX - 1 };
  expect(isHolding(used, HOUR_MS + SESSION_MS_MAX - 1)).toBe(true);
  expect(isHolding(used, HOUR_MS + SESSION_MS_MAX)).toBe(false);
  expect(endOf(used)).toBe(HOUR_MS + SESSION_MS_MAX);
});

it('does not begin in the future', () => {
  expect(isHolding(session, 0)).toBe(false);
});

it('remembers what was ended', () => {
  const ended = new EndedSessions();
  ended.add(session, HOUR_MS);
  expect([ended.has(session), ended.has({ ...session, id: 'b' })]).toEqual([true, false]);
});

it('ends what is as old, rather than forget what was ended', () => {
  const ended = new EndedSessions(2);
  for (const [i, id] of ['a', 'b', 'c'].entries()) ended.add({ id, since: i + 1 }, HOUR_MS);
  for (const [i, id] of ['a', 'b', 'c'].entries())
    expect(ended.has({ id, since: i + 1 })).toBe(true);
  expect(ended.has({ id: 'somebody of the same time', since: 1 })).toBe(true);
  expect(ended.has({ id: 'somebody since', since: 2 })).toBe(false);
});

it('makes room by what would be over by now', () => {
  const ended = new EndedSessions(1);
  ended.add({ id: 'a', since: 1 }, 1);
  ended.add({ id: 'b', since: 2 + SESSION_MS_MAX }, 2 + SESSION_MS_MAX);
  expect(ended.has({ id: 'c', since: 1 })).toBe(false);
});

it('opens what it sealed, for that purpose alone, and with the same secret alone', async () => {
  const seal = new Seal('s'.repeat(32), 'hash');
  const text = await seal.seal('session', session);
  expect(await seal.open('session', text)).toEqual(session);
  expect(await seal.open('attempt', text)).toBeUndefined();
  expect(await new Seal('t'.repeat(32), 'hash').open('session', text)).toBeUndefined();
  expect(await new Seal('s'.repeat(32), 'another password').open('session', text)).toBeUndefined();
  const parts = text.split('.');
  for (const [i, part] of parts.entries()) {
    const changed = (part[0] === 'A' ? 'B' : 'A') + part.slice(1);
    const forged = parts.with(i, changed).join('.');
    expect(await seal.open('session', forged), `part ${i} changed`).toBeUndefined();
  }
});
