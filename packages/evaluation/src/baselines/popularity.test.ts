import { expect, test } from 'vitest';
import { clicksOf, queryOf } from '../session.fixture.ts';
import { Popularity } from './popularity.ts';

const ranking = (halfLifeMs: number, clicks: string, depth = 20) => {
  const model = new Popularity({ halfLifeMs, depth });
  for (const click of clicksOf(clicks)) model.learn(click);
  return model.rank(queryOf('x'), 20);
};

test('the most clicked come first, and ties in the order in which they first appeared', () => {
  expect(ranking(Infinity, '1:a 1:b 2:c 2:b 3:c')).toEqual(['b', 'c', 'a']);
});

test('with a half-life of a second one new click weighs more than two that are older', () => {
  // a: ¼ + ⅛ of c's click, b: ½
  expect(ranking(1000, '1:a 1:a 1:b 1:c')).toEqual(['c', 'b', 'a']);
});

test('an item that was too far down comes back by its clicks', () => {
  expect(ranking(Infinity, '1:a 1:a 1:b 1:b 1:c 1:c 1:c', 2)).toEqual(['c', 'a']);
});
