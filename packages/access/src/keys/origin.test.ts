import { expect, it } from 'vitest';
import { isOriginIn, isOriginRule } from './origin.ts';

it.for([
  ['https://shop.example', true],
  ['http://127.0.0.1:8080', true],
  ['http://localhost:3000', true],
  ['https://*.shop.example', true],
  ['https://shop.example/', false],
  ['https://shop.example/path', false],
  ['https://shop.example:443', false],
  ['https://Shop.example', false],
  ['shop.example', false],
  ['https://*', false],
  ['https://a*.shop.example', false],
  ['https://*.*.example', false],
  ['file://shop.example', false],
  ['null', false],
  ['*', false],
  ['', false],
] as const)('%s may stand in a list: %s', ([text, is]) => {
  expect(isOriginRule(text)).toBe(is);
});

it.for([
  ['https://shop.example', 'https://shop.example', true],
  ['https://shop.example', 'http://shop.example', false],
  ['https://shop.example', 'https://shop.example:8443', false],
  ['https://shop.example', 'https://shop.example.evil.example', false],
  ['https://shop.example', 'https://evilshop.example', false],
  ['https://*.shop.example', 'https://de.shop.example', true],
  ['https://*.shop.example', 'https://a.b.shop.example', true],
  ['https://*.shop.example', 'https://shop.example', false],
  ['https://*.shop.example', 'https://evilshop.example', false],
  ['https://*.shop.example', 'https://.shop.example', false],
  ['https://*.shop.example', 'http://de.shop.example', false],
  ['https://*.shop.example', 'https://de.shop.example:8443', false],
  ['https://shop.example', 'null', false],
] as const)('%s has pages of %s: %s', ([rule, origin, is]) => {
  expect(isOriginIn([rule], origin)).toBe(is);
});
