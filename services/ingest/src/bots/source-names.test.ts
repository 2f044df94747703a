import { expect, it, test } from 'vitest';
import { networkOf, SourceNames } from './source-names.ts';

test.for<[string, string]>([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0DB8:0001:2::6', '2001:db8:1:2'],
  ['2001:db8::6', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('%s belongs to %s', ([address, network]) => {
  expect(networkOf(address)).toBe(network);
});

it('names an address the same for a day, another way the next, and other than any other process', () => {
  const names = new SourceNames();
  const day = 86_400_000;
  const today = names.nameOf('203.0.113.7', day);
  expect(today).not.toContain('203');
  expect(names.nameOf('203.0.113.7', 2 * day - 1)).toBe(today);
  expect(names.nameOf('203.0.113.8', day)).not.toBe(today);
  expect(new SourceNames().nameOf('203.0.113.7', day)).not.toBe(today);
  expect(names.nameOf('203.0.113.7', 2 * day)).not.toBe(today);
});
