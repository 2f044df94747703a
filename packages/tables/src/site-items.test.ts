import { COUNTERS, EMPTY_LEVEL } from '@freshet/recommend';
import { expect, test } from 'vitest';
import { catalogueItem } from '../../../test/support/catalogue-item.ts';
import { CatalogueEntry } from './catalogue-entry.ts';
import { openItems, statsOf } from './site-items.fixture.ts';
import { SiteItems } from './site-items.ts';

function entry(itemId: string, { available = true, categories = [] as string[] } = {}) {
  return new CatalogueEntry(catalogueItem(itemId, { categories, available }));
}

test('without a catalogue every item may be shown; with one, only what it has and can sell', () => {
  const items = openItems();
  items.setStats(statsOf('A'));
  expect(items.isServable(items.slotOf('A'))).toBe(true);
  items.setEntry(entry('B'));
  items.setEntry(entry('C', { available: false }));
  const servable = ['A', 'B', 'C'].filter((id) => items.isServable(items.slotOf(id)));
  expect(servable).toEqual(['B']);
  items.clearEntry('B');
  items.clearEntry('C');
  expect(items.isServable(items.slotOf('A'))).toBe(true);
});

test('without a catalogue an item waits for its third visitor', () => {
  const items = new SiteItems({ hasRoom: () => true, visitorsMin: 3 });
  items.setStats(statsOf('A', { visitors: 2 }));
  expect(items.isServable(items.slotOf('A'))).toBe(false);
  items.setStats(statsOf('A', { visitors: 3 }));
  expect(items.isServable(items.slotOf('A'))).toBe(true);
});

test('an item lives while catalogue or statistics know it; then its slot is another’s', () => {
  const items = openItems();
  items.setStats(statsOf('A'));
  items.setEntry(entry('A'));
  const slot = items.slotOf('A');
  items.clearEntry('A');
  expect(items.slotOf('A')).toBe(slot);
  items.clearStats('A');
  expect([items.slotOf('A'), items.size, items.releases]).toEqual([-1, 0, 1]);
  items.setEntry(entry('B'));
  expect(items.slotOf('B')).toBe(slot);
  expect([items.columns.visits[slot], items.columns.lastSeen[slot]]).toEqual([0, 0]);
  expect(items.columns.levels.map((column) => column[slot])).toEqual(
    COUNTERS.map(() => EMPTY_LEVEL),
  );
});

test('categories follow the newest entry', () => {
  const items = openItems();
  items.setEntry(entry('A', { categories: ['x', 'y'] }));
  items.setEntry(entry('A', { categories: ['y', 'z'] }));
  const held = ['x', 'y', 'z'].map((category) => items.slotsIn(category).size);
  expect(held).toEqual([0, 1, 1]);
  items.clearEntry('A');
  expect(items.slotsIn('y').size).toBe(0);
});

test('time is that of the newest visit of any item', () => {
  const items = openItems();
  items.setStats(statsOf('A', { lastSeen: 5_000 }));
  items.setStats(statsOf('B', { lastSeen: 3_000 }));
  expect(items.now).toBe(5_000);
});

test('columns grow and keep what they hold', () => {
  const items = openItems();
  for (let i = 0; i < 3_000; i++) items.setStats(statsOf(`i${i}`, { lastSeen: i + 1 }));
  expect(items.columns.lastSeen[items.slotOf('i0')]).toBe(1);
  expect(items.columns.lastSeen[items.slotOf('i2999')]).toBe(3_000);
  expect(items.columns.levels[0]![4_000]).toBe(EMPTY_LEVEL);
});

test('without room nothing changes, and what has a slot is still brought up to date', () => {
  let room = true;
  const items = new SiteItems({ hasRoom: () => room, visitorsMin: 1 });
  items.setStats(statsOf('A', { lastSeen: 1_000 }));
  room = false;
  expect(items.setStats(statsOf('B', { lastSeen: 9_000 }))).toBe(false);
  expect(items.setEntry(entry('C'))).toBe(false);
  expect([items.size, items.catalogued, items.now]).toEqual([1, 0, 1_000]);
  expect(items.setStats(statsOf('A', { lastSeen: 2_000 }))).toBe(true);
  expect(items.now).toBe(2_000);
});

test('deleting what is not there is no fault', () => {
  const items = openItems();
  items.clearEntry('A');
  items.clearStats('A');
  expect([items.size, items.catalogued]).toEqual([0, 0]);
});
