import { expect, it } from 'vitest';
import { errorCodes, FreshetError, findError, isRetriable } from './errors.ts';

it.for(errorCodes)('%s is an error with its code, its facts and its cause', (code) => {
  const cause = new Error('beneath');
  const error = new FreshetError(code, 'what failed', { cause, topic: 't' });
  expect(error).toMatchObject({ code, message: 'what failed', cause, details: { topic: 't' } });
});

it('knows which failures can pass by themselves', () => {
  expect(isRetriable(new FreshetError('STORE_UNREACHABLE', 'x'))).toBe(true);
  expect(isRetriable(new FreshetError('LOG_BEHIND_FENCE', 'x'))).toBe(false);
  expect(isRetriable(new TypeError('x'))).toBe(false);
});

it('finds a code anywhere in the chain of causes', () => {
  const inner = new FreshetError('LOG_UNREACHABLE', 'x');
  const outer = new Error('y', { cause: new Error('z', { cause: inner }) });
  expect(findError(outer, 'LOG_UNREACHABLE')).toBe(inner);
  expect(findError(outer, 'LOG_CLOSED')).toBeUndefined();
});
