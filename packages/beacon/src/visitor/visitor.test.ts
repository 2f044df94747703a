import { beforeEach, expect, it } from 'vitest';
import { allow, keep } from '../storage.ts';
import { recommendationOf, rememberClick } from './recommended.ts';
import { becomeAnother, idsAt, SESSION_MS, USER } from './visitor.ts';

const now = Date.UTC(2026, 10, 22, 12);

beforeEach(() => {
  allow('none');
  allow('full');
});

it('is the same from session to session, which events prolong and questions do not', () => {
  const first = idsAt(now, true);
  expect(idsAt(now + SESSION_MS - 1)).toEqual(first);
  const second = idsAt(now + SESSION_MS, true);
  expect(second.anonymousId).toBe(first.anonymousId);
  expect(second.sessionId).not.toBe(first.sessionId);
  expect(idsAt(now + 2 * SESSION_MS - 1, true)).toEqual(second);
  expect(idsAt(now + 3 * SESSION_MS - 2)).toEqual(second);
});

it('has a user id from the sign-in to the sign-out, and is another one behind it', () => {
  const before = idsAt(now, true);
  keep(USER, 'ada');
  expect(idsAt(now, true)).toEqual({ ...before, userId: 'ada' });
  becomeAnother();
  const after = idsAt(now, true);
  expect(after.userId).toBeUndefined();
  expect(after.anonymousId).not.toBe(before.anonymousId);
  expect(after.sessionId).not.toBe(before.sessionId);
});

it('is known for a session and by nothing else with anonymous consent', () => {
  const before = idsAt(now, true);
  keep(USER, 'ada');
  allow('anonymous');
  const { anonymousId, userId, sessionId } = idsAt(now, true);
  expect(userId).toBeUndefined();
  expect(anonymousId).toBe(sessionId);
  expect([before.anonymousId, before.sessionId]).not.toContain(sessionId);
});

it('came to an item by the last click on a recommendation of the session', () => {
  idsAt(now, true);
  rememberClick('tent', { recommId: 'r-1', position: 3 });
  rememberClick('stove');
  expect(recommendationOf('tent')).toMatchObject({ recommId: 'r-1', position: 3 });
  expect(recommendationOf('stove')).toBeUndefined();
  idsAt(now + SESSION_MS, true);
  expect(recommendationOf('tent')).toBeUndefined();
});
