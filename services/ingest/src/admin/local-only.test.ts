import { expect, it } from 'vitest';
import { strangeness } from './local-only.ts';

const here = { peer: '127.0.0.1', headers: { host: '127.0.0.1:8080' } };

it.for([
  here,
  { peer: '::1', headers: { host: '[::1]:8080' } },
  { peer: '::ffff:127.0.0.1', headers: { host: 'localhost:8080' } },
  { peer: '127.0.0.9', headers: { host: 'localhost', origin: 'http://localhost' } },
])('takes a call of $peer for $headers.host', (caller) => {
  expect(strangeness(caller)).toBeUndefined();
});

it.for([
  { why: 'comes from 10.0.0.7', peer: '10.0.0.7', headers: here.headers },
  { why: 'comes from fe80::1', peer: 'fe80::1', headers: here.headers },
  { why: 'comes from ::ffff:172.17.0.1', peer: '::ffff:172.17.0.1', headers: here.headers },
  { why: 'comes from ', peer: undefined, headers: here.headers },
  {
    why: 'x-forwarded-for',
    peer: '127.0.0.1',
    headers: { ...here.headers, 'x-forwarded-for': '1.2.3.4' },
  },
  { why: 'forwarded', peer: '127.0.0.1', headers: { ...here.headers, forwarded: 'for=1.2.3.4' } },
  { why: 'names no host', peer: '127.0.0.1', headers: {} },
  { why: 'meant for evil.example', peer: '127.0.0.1', headers: { host: 'evil.example:8080' } },
  { why: 'meant for 127.0.0.1.nip.io', peer: '127.0.0.1', headers: { host: '127.0.0.1.nip.io' } },
  {
    why: 'page of another site',
    peer: '127.0.0.1',
    headers: { ...here.headers, origin: 'http://evil.example' },
  },
  { why: 'page of another site', peer: '127.0.0.1', headers: { ...here.headers, origin: 'null' } },
])('refuses a call that $why', ({ why, ...caller }) => {
  expect(strangeness(caller)).toContain(why);
});
