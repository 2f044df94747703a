import { DEFAULT_SITE } from '@freshet/events';
import { COUNTERS } from '@freshet/recommend';
import { expect, test } from 'vitest';
import { BOARD_AGE_MS_MAX, SiteBoards } from './site-boards.ts';
import { SiteItems } from './site-items.ts';

function openBoards() {
  let now = 0;
  let effortMs = 0;
  const items = new SiteItems(() => true);
  const boards = new SiteBoards(items, () => {
    now += effortMs / 2;
    return now;
  });
  return {
    items,
    boards,
    pass: (ms: number) => (now += ms),
    takeTime: (ms: number) => (effortMs = ms),
    look(itemId: string, level: number) {
      const levels = COUNTERS.map(() => level);
      items.setStats({ site: DEFAULT_SITE, itemId, visits: 1, lastSeen: 1, levels });
    },
    top: () => items.ids[boards.board('1h').slotAt(0)],
  };
}

test('a board is worked out anew at most once a second', () => {
  const { look, pass, top } = openBoards();
  look('A', 1);
  expect(top()).toBe('A');
  look('B', 2);
  pass(BOARD_AGE_MS_MAX - 1);
  expect(top()).toBe('A');
  pass(1);
  expect(top()).toBe('B');
});

test('a board that takes long is kept longer: never more than a fiftieth of the time', () => {
  const { look, pass, takeTime, top } = openBoards();
  look('A', 1);
  takeTime(100);
  top();
  takeTime(0);
  look('B', 2);
  pass(2_000);
  expect(top()).toBe('A');
  pass(1_000);
  expect(top()).toBe('B');
});

test('a view is made anew at once when items outgrow it', () => {
  const { boards, look } = openBoards();
  look('A', 1);
  const { slots } = boards.view().scores;
  for (let i = 0; i < slots; i++) look(`i${i}`, 1);
  expect(boards.view().scores.slots).toBeGreaterThan(slots);
});
