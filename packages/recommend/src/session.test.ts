import { expect, test } from 'vitest';
import {
  isPageOfClick,
  lastDistinctItems,
  PAGE_OF_CLICK_MS,
  SESSION_GAP_MS,
  startsSession,
  type Visit,
} from './session.ts';

function visits(items: string, kind: Visit['kind'] = 'view'): Visit[] {
  return items.split('').map((itemId, i) => ({ itemId, at: i * 1_000, kind }));
}

test.for([
  ['a first event with an id', null, '', { sessionId: 's', at: 0 }, true],
  ['another id', 's', 'A', { sessionId: 't', at: 1 }, true],
  ['the same id after any silence', 's', 'A', { sessionId: 's', at: 10 * SESSION_GAP_MS }, false],
  ['no id, within the gap', null, 'A', { sessionId: null, at: SESSION_GAP_MS }, false],
  ['no id, past the gap', null, 'A', { sessionId: null, at: SESSION_GAP_MS + 1 }, true],
  ['no id, and nothing before', null, '', { sessionId: null, at: 1e12 }, false],
  ['no id, late', null, 'AB', { sessionId: null, at: 0 }, false],
] as const)('%s', ([, sessionId, items, event, starts]) => {
  expect(startsSession({ sessionId, session: visits(items) }, event)).toBe(starts);
});

test.for([
  ['a view of the clicked item at once', 'click', 'A', 'view', 1, true],
  ['at the last moment', 'click', 'A', 'view', PAGE_OF_CLICK_MS, true],
  ['too late', 'click', 'A', 'view', PAGE_OF_CLICK_MS + 1, false],
  ['another item', 'click', 'B', 'view', 1, false],
  ['the same kind twice', 'view', 'A', 'view', 1, false],
  ['a second click', 'click', 'A', 'click', 1, false],
  ['a late view, reported after the click', 'click', 'A', 'view', -1_000, true],
] as const)('page of a click: %s', ([, before, itemId, kind, at, isPage]) => {
  expect(isPageOfClick(visits('A', before), { itemId, kind, at })).toBe(isPage);
});

test('the last distinct items come newest first, each once', () => {
  expect(lastDistinctItems(visits('ABCBAA'), 3)).toEqual(['A', 'B', 'C']);
  expect(lastDistinctItems(visits('ABCBAA'), 2)).toEqual(['A', 'B']);
  expect(lastDistinctItems(visits('ABCBAA'), 3, { except: 'A' })).toEqual(['B', 'C']);
  expect(lastDistinctItems(visits('ABCBAA'), 3, { end: 2 })).toEqual(['B', 'A']);
  expect(lastDistinctItems([], 3)).toEqual([]);
});

test('a late event does not split the session', () => {
  const minutes = (at: number): Visit => ({ itemId: 'A', at: at * 60_000, kind: 'view' });
  const current = { sessionId: null, session: [minutes(100), minutes(71)] };
  expect(startsSession(current, { sessionId: null, at: 102 * 60_000 })).toBe(false);
  expect(startsSession(current, { sessionId: null, at: 131 * 60_000 })).toBe(true);
});
