import { expect, test } from 'vitest';
import { SESSION_GAP_MS } from '@freshet/recommend';
import { createSessions, type Visit } from './sessions.ts';

const visit = (given: Partial<Visit>): Visit => ({
  file: 0,
  userId: undefined,
  sessionId: undefined,
  at: 0,
  ...given,
});

test('a session id is one session within its user and file', () => {
  const sessions = createSessions();
  const names = [
    visit({ sessionId: '1' }),
    visit({ sessionId: '1', at: 1e12 }),
    visit({ sessionId: '2' }),
    visit({ sessionId: '1', file: 1 }),
    visit({ sessionId: '1', userId: 'u' }),
  ].map(sessions);
  expect(names[1]).toBe(names[0]);
  expect(new Set(names).size).toBe(4);
});

test('without ids a user has a new session after a silence', () => {
  const sessions = createSessions();
  const names = [
    visit({ userId: 'u' }),
    visit({ userId: 'u', at: SESSION_GAP_MS }),
    visit({ userId: 'v', at: SESSION_GAP_MS }),
    visit({ userId: 'u', at: 2 * SESSION_GAP_MS + 1 }),
  ].map(sessions);
  expect(names[1]).toBe(names[0]);
  expect(new Set(names).size).toBe(3);
});
