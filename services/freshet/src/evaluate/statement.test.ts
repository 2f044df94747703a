import { expect, test } from 'vitest';
import { parseEvaluateArguments } from './arguments.ts';
import { statementOfInput, statementOfQueries } from './statement.ts';

/** Ten clicks of one session, of which the last two are asked for. */
const clicks = Array.from({ length: 10 }, (_, at) => {
  return { sessionId: 's', userId: 's', itemId: `${at}`, at };
});
const queries = (...args: string[]) =>
  statementOfQueries(clicks, parseEvaluateArguments(['file', ...args])!);

test('says what is left out, with the first few of them', () => {
  const samples = ['a, line 2: no item', 'a, line 3: no item'];
  expect(statementOfInput({ clicks, unsorted: 4, broken: 5, samples })).toBe(
    '10 clicks, sorted by time (4 were before the row above them), 5 broken rows left out\n' +
      '  a, line 2: no item\n  a, line 3: no item\n  … and 3 more\n',
  );
});

test('says how many are asked for, and how', () => {
  expect(queries()).toBe('2 queries, prequential, profile shop, through memory\n\n');
  expect(queries('--at-most', '1', '--validation', '--profile', 'news')).toBe(
    '1 of 2 queries of the validation part, prequential, profile news, through memory\n\n',
  );
});
