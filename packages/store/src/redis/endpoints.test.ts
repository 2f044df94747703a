import { expect, it } from 'vitest';
import { parseEndpoints } from './endpoints.ts';

const plain = { username: undefined, password: undefined, db: 0, tls: false };

it.for([
  ['redis://localhost', { ...plain, nodes: [{ host: 'localhost', port: 6379 }] }],
  ['redis://[::1]:7000/3', { ...plain, nodes: [{ host: '::1', port: 7000 }], db: 3 }],
  [
    'rediss://me:p%40ss@cache.example:6380/',
    {
      nodes: [{ host: 'cache.example', port: 6380 }],
      username: 'me',
      password: 'p@ss',
      db: 0,
      tls: true,
    },
  ],
  [
    'redis://:secret@a:1, redis://b:2',
    {
      ...plain,
      password: 'secret',
      nodes: [
        { host: 'a', port: 1 },
        { host: 'b', port: 2 },
      ],
    },
  ],
] as const)('reads %s', ([url, expected]) => {
  const { address, ...endpoints } = parseEndpoints({ url: url });
  expect(endpoints).toEqual(expected);
  expect(address).toBe(expected.nodes.map(({ host, port }) => `${host}:${port}`).join(','));
});
