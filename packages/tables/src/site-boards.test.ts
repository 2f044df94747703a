import { type Board, COUNTERS, deployments } from '@freshet/recommend';
import { expect, test } from 'vitest';
import { catalogueItem } from '../../../test/support/catalogue-item.ts';
import { CatalogueEntry } from './catalogue-entry.ts';
import { BOARD_AGE_MS_MAX, SiteBoards } from './site-boards.ts';
import { openItems, statsOf } from './site-items.fixture.ts';

function openBoards() {
  let now = 0;
  let effortMs = 0;
  const items = openItems();
  const boards = new SiteBoards(items, deployments.shop, () => {
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
      items.setStats(statsOf(itemId, { levels }));
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

test('a view as of a time knows all there is, and leaves the other one as it was', () => {
  const { boards, items, look } = openBoards();
  look('A', 1);
  const first = boards.view().short.slotAt(0);
  look('B', 2);
  expect(items.ids[boards.view(1e6).short.slotAt(0)]).toBe('B');
  look('C', 3);
  expect(items.ids[boards.view(1e6).short.slotAt(0)]).toBe('C');
  expect(boards.view().short.slotAt(0)).toBe(first);
});

test('as of a later time an item was seen longer ago', () => {
  const { boards, items, look } = openBoards();
  look('A', 1);
  const recencyAt = (at: number) => {
    const { items: features } = boards.view(at);
    const row = features.row(items.slotOf('A'));
    return features.rows[row + 4]!;
  };
  const soon = recencyAt(items.now + 1_000);
  expect(recencyAt(items.now + 86_400_000)).toBeLessThan(soon - 0.1);
  expect(recencyAt(items.now + 1_000)).toBe(soon);
});

test('a view knows items that arrive after it was made, and their news a second later', () => {
  const { boards, items, look, pass } = openBoards();
  look('A', 1);
  const { items: features } = boards.view();
  const popularityOf = (itemId: string) => {
    const row = features.row(items.slotOf(itemId));
    return features.rows[row + 1]!;
  };
  const alone = popularityOf('A');
  for (let i = 0; i < 3_000; i++) look(`i${i}`, 1);
  expect(popularityOf('i2999')).toBe(alone);
  expect(popularityOf('A')).toBe(alone);
  pass(BOARD_AGE_MS_MAX);
  boards.view();
  expect(popularityOf('A')).toBeLessThan(alone);
});

test('a board of what passes a filter holds it however far down it stands, and servable items alone', async () => {
  const { boards, items, look, pass } = openBoards();
  const price = (itemId: string, fields: object) =>
    items.setEntry(new CatalogueEntry(catalogueItem(itemId, fields)));
  for (let i = 0; i < 100; i++) {
    look(`item ${i}`, 100 - i);
    price(`item ${i}`, { price: i, categories: [i % 2 === 0 ? 'even' : 'odd'] });
  }
  price('item 98', { price: 98, available: false });
  const dear = {
    expression: 'item.price >= 97',
    matches: (entry: CatalogueEntry) => entry.price! >= 97,
  };
  const namesOn = (board: Board) =>
    Array.from({ length: board.size }, (_, rank) => items.ids[board.slotAt(rank)]);
  expect(boards.hasFilteredBoard('1h', dear)).toBe(false);
  expect(namesOn(await boards.filteredBoard('1h', dear))).toEqual(['item 97', 'item 99']);
  expect(boards.hasFilteredBoard('1h', dear)).toBe(true);
  expect(boards.hasFilteredBoard('1h', dear, 'even')).toBe(false);
  expect(namesOn(await boards.filteredBoard('1h', dear, 'even'))).toEqual([]);
  look('item 100', 500);
  price('item 100', { price: 100, categories: ['even'] });
  expect(namesOn(await boards.filteredBoard('1h', dear))).toEqual(['item 97', 'item 99']);
  pass(BOARD_AGE_MS_MAX);
  expect(namesOn(await boards.filteredBoard('1h', dear))).toEqual([
    'item 100',
    'item 97',
    'item 99',
  ]);
  expect(namesOn(await boards.filteredBoard('1h', dear, 'even'))).toEqual(['item 100']);
});
