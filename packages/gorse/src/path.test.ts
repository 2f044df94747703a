import { expect, it } from 'vitest';
import { partOf, partsBehind, userAndCategory } from './path.ts';

const item = (url: string) =>
  partOf(partsBehind('/api/item/', url), ['neighbors', 'feedback', 'category']);

it.for([
  ['/api/item/a', { id: 'a', of: null, rest: '' }],
  ['/api/item/a/', { id: 'a', of: null, rest: '' }],
  ['/api/item/a?n=1/2', { id: 'a', of: null, rest: '' }],
  ['/api/item/a/b', { id: 'a/b', of: null, rest: '' }],
  ['/api/item/a%2Fb', { id: 'a/b', of: null, rest: '' }],
  ['/api/item/a%2Fneighbors', { id: 'a/neighbors', of: null, rest: '' }],
  ['/api/item/neighbors', { id: 'neighbors', of: null, rest: '' }],
  ['/api/item/%C3%BCber/neighbors/', { id: 'über', of: 'neighbors', rest: '' }],
  ['/api/item/ü/neighbors', { id: 'ü', of: 'neighbors', rest: '' }],
  ['/api/item/a/b/neighbors/shoes', { id: 'a/b', of: 'neighbors', rest: 'shoes' }],
  ['/api/item/a/feedback/star?n=1', { id: 'a', of: 'feedback', rest: 'star' }],
  ['/api/item/a/category/x/y', { id: 'a', of: 'category', rest: 'x/y' }],
] as const)('%s is %j', ([url, part]) => expect(item(url)).toEqual(part));

it.for([
  ['/api/recommend/u', 'u', ''],
  ['/api/recommend/u/', 'u', ''],
  ['/api/recommend/u/shoes', 'u', 'shoes'],
  ['/api/recommend/a/b/', 'a/b', ''],
  ['/api/recommend/a/b/shoes', 'a/b', 'shoes'],
  ['/api/recommend/a%2Fb', 'a/b', ''],
] as const)('%s is of user %s and category %s', ([url, userId, category]) => {
  expect(userAndCategory(partsBehind('/api/recommend/', url))).toEqual({ userId, category });
});
