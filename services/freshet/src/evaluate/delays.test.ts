import { expect, test } from 'vitest';
import { DELAYS_MS, inWords } from './delays.ts';

test('delays read as people say them', () => {
  expect([0, 30_000, ...DELAYS_MS].map(inWords)).toEqual([
    '0 s',
    '30 s',
    '1 min',
    '10 min',
    '1 h',
    '6 h',
    '24 h',
  ]);
});
