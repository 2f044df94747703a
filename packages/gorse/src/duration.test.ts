import { expect, it } from 'vitest';
import { parseDuration } from './duration.ts';

it.for([
  ['10m', 600],
  ['1h30m', 5400],
  ['0h0m30s', 30],
  ['1.5h', 5400],
  ['.5s', 0.5],
  ['1.s', 1],
  ['250ms', 0.25],
  ['3µs', 3e-6],
  ['0', 0],
  ['10', undefined],
  ['-10m', undefined],
  ['1d', undefined],
  ['m', undefined],
  ['10m ', undefined],
  ['10m5', undefined],
  ['1e3s', undefined],
  ['', undefined],
] as const)('%s is %s seconds', ([text, seconds]) => expect(parseDuration(text)).toBe(seconds));
