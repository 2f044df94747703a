import { expect, test } from 'vitest';
import type { Model } from './model.ts';
import { queryOf } from './session.fixture.ts';
import { WithoutSeen } from './without-seen.ts';

test('a list stays full without what the session has had', () => {
  const model: Model = {
    learn: () => {},
    rank: (_, n) => ['a', 'b', 'c', 'd', 'e'].slice(0, n),
  };
  expect(new WithoutSeen(model).rank(queryOf('b d b'), 2)).toEqual(['a', 'c']);
});
