import type { CatalogueItem } from '@freshet/events';
import { expect, test } from 'vitest';
import { catalogueItem } from '../../../../test/support/catalogue-item.ts';
import { CatalogueEntry } from '../catalogue-entry.ts';
import { CatalogueIndex } from '../likeness/catalogue-index.ts';
import { openItems, statsOf } from '../site-items.fixture.ts';
import type { Seen } from './impressions.ts';
import { SERVINGS_ENOUGH } from './servings.ts';
import { EXPLORED_AT_ONCE, SITE_VISITS_MIN, YoungItems } from './young-items.ts';

const NOW = 1_767_225_600_000;
const DAY_MS = 86_400_000;

/** A site of a thousand visits, all of `hit`, and whatever the test puts into its catalogue. */
function openYoung({ siteVisits = SITE_VISITS_MIN } = {}) {
  const items = openItems();
  const index = new CatalogueIndex();
  items.onEntryChange((slot) => index.set(slot, items.entryIn(slot)));
  const seen = new Map<string, Seen>();
  const time = { now: 0 };
  const young = new YoungItems(items, index, { of: (id) => seen.get(id) }, () => time.now);
  items.setStats(statsOf('hit', { visits: siteVisits, lastSeen: NOW }));
  return {
    items,
    young,
    seen,
    put: (itemId: string, fields: Partial<CatalogueItem> = {}) =>
      items.setEntry(new CatalogueEntry(catalogueItem(itemId, fields))),
    /** As of later than anything is held. */
    ids() {
      time.now += 20_000;
      return young.atOnce.map((slot) => items.ids[slot]!);
    },
  };
}

test('what is young: on sale, with few visits, of the last thirty days', () => {
  const { items, put, ids } = openYoung();
  put('hit');
  put('new');
  put('of today', { publishedAt: NOW });
  put('30 days old', { publishedAt: NOW - 30 * DAY_MS });
  put('older', { publishedAt: NOW - 30 * DAY_MS - 1 });
  put('of tomorrow', { publishedAt: NOW + 1 });
  put('sold out', { available: false });
  put('29 visits');
  put('30 visits');
  items.setStats(statsOf('29 visits', { visits: 29 }));
  items.setStats(statsOf('30 visits', { visits: 30 }));
  items.setStats(statsOf('not in the catalogue'));
  expect(ids()).toEqual(['of today', '30 days old', 'new', '29 visits']);
});

test('a hundred impressions make it known, and thirty days after the first it had its time', () => {
  const { put, seen, ids, young } = openYoung();
  for (const itemId of ['99', '100', 'long ago']) put(itemId);
  seen.set('99', { count: 99, firstAt: NOW - DAY_MS });
  seen.set('100', { count: 100, firstAt: NOW - DAY_MS });
  seen.set('long ago', { count: 3, firstAt: NOW - 31 * DAY_MS });
  expect(ids()).toEqual(['99']);
  expect(young.count).toBe(1);
});

test('where answers bring no impressions others get their turn', () => {
  const { put, ids, young } = openYoung();
  put('never seen');
  for (let i = 1; i < SERVINGS_ENOUGH; i++) young.servings.add('never seen');
  expect(ids()).toEqual(['never seen']);
  young.servings.add('never seen');
  expect(ids()).toEqual([]);
});

test('a site of few visits explores nothing', () => {
  const { items, put, ids } = openYoung({ siteVisits: SITE_VISITS_MIN - 1 });
  put('new');
  expect(ids()).toEqual([]);
  items.setStats(statsOf('one more'));
  expect(ids()).toEqual(['new']);
});

test('so many are explored at once: those seen most, then the newest', () => {
  const { put, seen, ids, young } = openYoung();
  for (let i = 0; i < EXPLORED_AT_ONCE + 50; i++) put(`i${i}`, { publishedAt: NOW - i });
  seen.set('i70', { count: 1, firstAt: NOW });
  seen.set('i80', { count: 70, firstAt: NOW });
  const first = ids();
  expect(first).toHaveLength(EXPLORED_AT_ONCE);
  expect(first.slice(0, 4)).toEqual(['i80', 'i70', 'i0', 'i1']);
  expect(young.count).toBe(EXPLORED_AT_ONCE + 50);
});

test('those like an item are young ones alone, also beyond those explored at once', () => {
  const { items, put, ids, young } = openYoung();
  put('hit', { categories: ['camp'] });
  for (let i = 0; i < EXPLORED_AT_ONCE; i++) put(`i${i}`, { publishedAt: NOW - i });
  put('late', { categories: ['camp'], publishedAt: NOW - DAY_MS });
  put('too old', { categories: ['camp'], publishedAt: 1 });
  expect(ids()).not.toContain('late');
  const { slots } = young.like(items.slotOf('hit'));
  expect(slots.map((slot) => items.ids[slot])).toEqual(['late']);
});

test('they are looked for once a second', () => {
  const { items, put, young } = openYoung();
  put('new');
  expect(young.count).toBe(1);
  put('newer');
  items.setStats(statsOf('new', { visits: 100 }));
  expect(young.count).toBe(1);
});
