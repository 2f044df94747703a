import { expect, test } from 'vitest';
import { clicksOf, queryOf } from '../session.fixture.ts';
import { CoVisitation } from './co-visitation.ts';

const ranking = (clicks: string, session: string) => {
  const model = new CoVisitation();
  for (const click of clicksOf(clicks)) model.learn(click);
  return model.rank(queryOf(session), 20);
};

test('neighbours weigh by 1/steps, in both directions', () => {
  // b: c 1, a 1 · c: b 1, a ½ · a: b 1, c ½
  expect(ranking('1:a 1:b 1:c', 'a')).toEqual(['b', 'c']);
  expect(ranking('1:a 1:b 1:c', 'c')).toEqual(['b', 'a']);
});

test('only three distinct items back are neighbours', () => {
  expect(ranking('1:a 1:b 1:c 1:d 1:e', 'e')).toEqual(['d', 'c', 'b']);
  // Coming back to one makes no room for another.
  expect(ranking('1:a 1:b 1:c 1:d 1:c 1:e', 'e')).toEqual(['c', 'd', 'b']);
});

test('each item back in the session counts half as much, by its share', () => {
  // x is all of a's co-visits, y half of b's and z the other half: y = z = ½ > ½·x … by first appearance
  expect(ranking('1:b 1:y 2:b 2:z 3:a 3:x', 'a b')).toEqual(['y', 'z', 'x']);
  expect(ranking('1:b 1:y 2:b 2:z 3:a 3:x', 'b a')).toEqual(['x', 'y', 'z']);
});

test('an item that nobody had leads nowhere', () => {
  expect(ranking('1:a 1:b', 'c')).toEqual([]);
});

test('a long list keeps its strongest neighbours', () => {
  const once = Array.from({ length: 200 }, (_, i) => `s${i}:a s${i}:i${i}`).join(' ');
  const ranked = ranking(`1:a 1:best 2:a 2:best ${once}`, 'a');
  expect(ranked).toHaveLength(20);
  expect(ranked[0]).toBe('best');
});
