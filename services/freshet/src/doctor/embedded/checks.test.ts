import { expect, it } from 'vitest';
import { judgeNewest } from './checks.ts';

it.for([
  [0, 'ok'],
  [100_000, 'ok'],
  [102_000, 'ok'],
  [102_001, 'problem'],
] as const)('a newest record of %i at 100,000 is %s', ([newestAt, verdict]) => {
  expect(judgeNewest('/srv/freshet', { newestAt, now: 100_000 })).toMatchObject([{ verdict }]);
});
