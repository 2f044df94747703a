import { expect, test } from 'vitest';
import { isCategory, isIdentifier } from './identifier.ts';

test.for([
  'u1',
  '{}',
  '{tag}',
  'a b/c?d#e',
  '😀',
  'Ж'.repeat(128),
  'x'.repeat(256),
  '__proto__',
  'constructor',
  ' ',
])('%o is an id', (text) => {
  expect(isIdentifier(text)).toBe(true);
});

test.for([
  '',
  'x'.repeat(257),
  'Ж'.repeat(129),
  'x'.repeat(10_240),
  'line\nbreak',
  'nul\u0000',
  'tab\t',
  'del\u007f',
  'half\ud83d',
  '\ude00half',
])('%o is no id', (text) => {
  expect(isIdentifier(text)).toBe(false);
});

test('a category has fewer bytes than an id', () => {
  expect(isCategory('x'.repeat(128))).toBe(true);
  expect(isCategory('x'.repeat(129))).toBe(false);
});
