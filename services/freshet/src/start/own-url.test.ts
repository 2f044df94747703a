import { expect, it } from 'vitest';
import { urlOf } from './own-url.ts';

it.for([
  ['127.0.0.1', 'IPv4', 'http://127.0.0.1:8080'],
  ['0.0.0.0', 'IPv4', 'http://127.0.0.1:8080'],
  ['192.0.2.7', 'IPv4', 'http://192.0.2.7:8080'],
  ['::', 'IPv6', 'http://[::1]:8080'],
  ['2001:db8::7', 'IPv6', 'http://[2001:db8::7]:8080'],
] as const)('a server on %s is reached where it listens', ([address, family, url]) => {
  expect(urlOf({ address, family, port: 8080 })).toBe(url);
});
