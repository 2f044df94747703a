import { expect, it } from 'vitest';
import { memoized } from './memoized.ts';

it('works out what it does not know, what is too long, and after the bound all anew', () => {
  const workedOut: string[] = [];
  const lengthOf = memoized(
    (text) => {
      workedOut.push(text);
      return text.length;
    },
    { max: 2, charsMax: 3 },
  );
  const texts = ['a', 'bb', 'a', 'long', 'long', 'bb', 'ccc', 'a', 'ccc'];
  expect(texts.map(lengthOf)).toEqual(texts.map((text) => text.length));
  expect(workedOut).toEqual(['a', 'bb', 'long', 'long', 'ccc', 'a']);
});
