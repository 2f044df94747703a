import { expect, it } from 'vitest';
import { checkServer } from './requirements.ts';

const fit = {
  redis_version: '7.0.15',
  maxmemory_policy: 'noeviction',
  role: 'master',
  redis_mode: 'standalone',
};

const judge = (difference: Partial<typeof fit>) => () =>
  checkServer(new Map(Object.entries({ ...fit, ...difference })), 'cache:6379', false);

it('takes a fit server, also a newer one', () => {
  expect(judge({})).not.toThrow();
  expect(judge({ redis_version: '10.1.0' })).not.toThrow();
});

it.for([
  ['one too old', { redis_version: '6.2.14' }, 'is version 6.2.14; use Redis 7 or newer'],
  ['one without a version', { redis_version: 'next' }, 'is version next'],
  [
    'one that drops keys',
    { maxmemory_policy: 'allkeys-lru' },
    'redis-cli -h cache -p 6379 config set maxmemory-policy noeviction',
  ],
  ['a replica', { role: 'slave' }, 'must lead to the master'],
  ['a lone cluster node', { redis_mode: 'cluster' }, 'comma separated'],
] as const)('refuses %s', ([, difference, fault]) => {
  expect(judge(difference)).toThrow(fault);
});
