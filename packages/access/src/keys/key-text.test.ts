import { expect, it, test } from 'vitest';
import { formatKey, newKey, parseKey } from './key-text.ts';

it.each(['publishable', 'secret'] as const)('a new %s key is read as what it is', (kind) => {
  const key = newKey(kind);
  expect(parseKey(formatKey(key))).toEqual(key);
});

it('keys begin with what secret scanners look for', () => {
  expect(formatKey(newKey('secret'))).toMatch(/^freshet_sk_[0-9A-Za-z]{12}_[0-9A-Za-z]{43}$/);
  expect(formatKey(newKey('publishable'))).toMatch(/^freshet_pk_/);
});

it('no two are the same', () => {
  const keys = Array.from({ length: 1_000 }, () => newKey('secret'));
  expect(new Set(keys.map(({ secret }) => secret)).size).toBe(1_000);
});

const good = formatKey(newKey('secret'));

test.for([
  '',
  'freshet_sk_',
  good.slice(0, -1),
  `${good}0`,
  ` ${good}`,
  `${good}\n`,
  good.replace('_sk_', '_xk_'),
  good.toUpperCase(),
  `${good.slice(0, -1)}é`,
])('%j is no key', (text) => expect(parseKey(text)).toBeUndefined());
