import type { InspectedServer } from '@freshet/store';
import { describe, expect, it } from 'vitest';
import { judgeCluster } from './cluster.ts';
import { judgeMemory } from './memory.ts';
import { judgePersistence } from './persistence.ts';
import { judgeServer } from './servers.ts';

const server = (
  fields: Readonly<Record<string, string>>,
  more: Partial<InspectedServer> = {},
): InspectedServer => ({
  address: 'cache:6379',
  cli: 'redis-cli -h cache -p 6379',
  info: new Map(Object.entries(fields)),
  save: '',
  aheadMs: 0,
  unmet: [],
  ...more,
});

describe('a server', () => {
  it('is fit', () => {
    expect(judgeServer(server({ redis_version: '7.2.5' }))).toEqual([
      { verdict: 'ok', says: 'Redis 7.2.5 at cache:6379' },
    ]);
  });

  it('is said of each thing that services refuse it for, such as its age', () => {
    const unmet = [
      { fault: 'is version 6.2.14', remedy: 'use Redis 7 or newer' },
      { fault: 'is a slave', remedy: 'REDIS_URL must lead to the master' },
    ];
    expect(judgeServer(server({}, { unmet }))).toEqual([
      {
        verdict: 'problem',
        says: 'Redis at cache:6379 is version 6.2.14.',
        mend: 'use Redis 7 or newer.',
      },
      {
        verdict: 'problem',
        says: 'Redis at cache:6379 is a slave.',
        mend: 'REDIS_URL must lead to the master.',
      },
    ]);
  });
});

it.for([
  ['an append-only file', { aof_enabled: '1' }, '', 'ok'],
  ['snapshots', { aof_enabled: '0' }, '3600 1', 'ok'],
  ['what it does not tell', { aof_enabled: '0' }, undefined, 'ok'],
  ['nothing', { aof_enabled: '0' }, '', 'problem'],
  ['a file it cannot write', { aof_enabled: '1', aof_last_write_status: 'err' }, '', 'problem'],
] as const)('a server that keeps %s', ([, fields, save, verdict]) => {
  expect(judgePersistence(server(fields, { save })).verdict).toBe(verdict);
});

it.for([
  [{ used_memory: '74', maxmemory: '100' }, 'ok'],
  [{ used_memory: '75', maxmemory: '100' }, 'warning'],
  [{ used_memory: '90', maxmemory: '100' }, 'problem'],
  [{ used_memory: '90', maxmemory: '0', total_system_memory: '1000' }, 'ok'],
  [{ used_memory: '900', maxmemory: '0', total_system_memory: '1000' }, 'problem'],
  [{ used_memory: '900', maxmemory: '0' }, 'ok'],
] as const)('memory as in %o is %s', ([fields, verdict]) => {
  expect(judgeMemory(server(fields)).verdict).toBe(verdict);
});

it.for([
  ['ok', '16384', 'ok'],
  ['ok', '16383', 'problem'],
  ['fail', '16384', 'problem'],
] as const)('a cluster in state %s with %s slots is %s', ([state, slots, verdict]) => {
  const info = new Map([
    ['cluster_state', state],
    ['cluster_slots_ok', slots],
  ]);
  expect(judgeCluster({ address: 'cache:6379', info }).verdict).toBe(verdict);
});
