import { deployments } from '@freshet/recommend';
import { expect, test } from 'vitest';
import { clicksOf, queryOf } from '../session.fixture.ts';
import { FreshetModel } from './freshet-model.ts';

function ranking(clicks: string, items: string, n = 20): readonly string[] {
  const model = new FreshetModel(deployments.shop);
  for (const click of clicksOf(clicks)) model.learn(click);
  const query = queryOf(items);
  model.refresh(query.now);
  return model.rank(query, n);
}

test('neighbours of the session come before what is only popular', () => {
  expect(ranking('1:a 1:b 2:c 3:c 4:c', 'a', 3)).toEqual(['b', 'a', 'c']);
});

test('nothing is banned because the session has had it', () => {
  expect(ranking('1:a 1:b', 'a b')).toEqual(expect.arrayContaining(['a', 'b']));
});

test('a session of unknown items is answered with what is popular', () => {
  expect(ranking('1:a 2:b 3:b', 'x')).toEqual(['b', 'a']);
});
