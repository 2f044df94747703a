import { expect, it } from 'vitest';
import { unexpired, withExpiry } from './expiring-value.ts';

const NOW = 1_700_000_000_999;
const value = Buffer.from('value');

it.for([
  ['before its time is over', 10, NOW + 9_999, true],
  ['no more two seconds after', 10, NOW + 12_000, false],
  ['for ever without a time', undefined, NOW + 1e12, true],
  ['for the longest time', 315_360_000, NOW + 315_359_999_000, true],
] as const)('is there %s', ([, ttlS, at, there]) => {
  expect(unexpired(withExpiry(value, ttlS, NOW), at)).toEqual(there ? value : undefined);
});
