import { expect, test } from 'vitest';
import { catalogueItem } from '../../../../test/support/catalogue-item.ts';
import { CatalogueEntry } from '../catalogue-entry.ts';
import { CatalogueIndex } from './catalogue-index.ts';
import { HeldLikes } from './held-likes.ts';

const tent = new CatalogueEntry(catalogueItem('any', { title: 'tent' }));

function openLikes() {
  const index = new CatalogueIndex();
  const items = { releases: 0 };
  const time = { now: 0 };
  const query = { max: 5, admits: () => true, ageMsMax: 10_000 };
  for (const slot of [0, 1]) index.set(slot, tent);
  return {
    index,
    items,
    time,
    likes: new HeldLikes({ ...query, index, items, clock: () => time.now }),
  };
}

test('what was found is told again for a while', () => {
  const { index, time, likes } = openLikes();
  expect(likes.of(0).slots).toEqual([1]);
  index.set(2, tent);
  time.now = 10_000;
  expect(likes.of(0).slots).toEqual([1]);
  time.now = 10_001;
  expect(likes.of(0).slots).toEqual([2, 1]);
});

test('and not once a slot may mean another item', () => {
  const { index, items, likes } = openLikes();
  likes.of(0);
  index.set(1, undefined);
  items.releases++;
  expect(likes.of(0).slots).toEqual([]);
});

test('without an index nothing is like anything', () => {
  const query = { max: 5, admits: () => true, ageMsMax: 10_000 };
  const items = { releases: 0 };
  const likes = new HeldLikes({ ...query, index: undefined, items, clock: () => 0 });
  expect(likes.of(0).slots).toEqual([]);
});
