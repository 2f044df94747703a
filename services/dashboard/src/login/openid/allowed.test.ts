import { expect, it } from 'vitest';
import { isAllowed, parseAllowed } from './allowed.ts';

const allowed = parseAllowed('Ada@example.com, @Shop.example,sub:17')!;
const subject = '1';

it.for([
  [{ subject, email: 'ada@EXAMPLE.com' }, true],
  [{ subject, email: 'anyone@shop.example' }, true],
  [{ subject: '17', email: undefined }, true],
  [{ subject, email: undefined }, false],
  [{ subject, email: 'bob@example.com' }, false],
  [{ subject, email: 'ada@example.com.evil.example' }, false],
  [{ subject, email: 'ada@evil-shop.example' }, false],
  [{ subject, email: 'ada@deep.shop.example' }, false],
  [{ subject, email: '"x@shop.example"@evil.example' }, false],
  [{ subject: 'sub:17', email: 'sub:17' }, false],
] as const)('%j: %s', ([identity, expected]) => {
  expect(isAllowed(identity, allowed)).toBe(expected);
});

it.for(['', 'ada', 'ada@', '@', 'a@b,,c@d', 'sub:', 'a b@c'])('"%s" is no such list', (text) => {
  expect(parseAllowed(text)).toBeUndefined();
});
