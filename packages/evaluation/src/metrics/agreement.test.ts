import { expect, test } from 'vitest';
import { queryOf } from '../session.fixture.ts';
import { agreementOf } from './agreement.ts';

const answer = (items: string) => ({
  query: queryOf('a'),
  target: 'x',
  items: items === '' ? [] : items.split(' '),
  tookMs: 1,
});

test.for([
  { ours: 'a b c d', theirs: 'a b c d', overlap: 1, identical: 1 },
  { ours: 'a b c d', theirs: 'b a c d', overlap: 1, identical: 0 },
  { ours: 'a b c d', theirs: 'a b x y', overlap: 0.5, identical: 0 },
  { ours: 'a b', theirs: 'a b c d', overlap: 0.5, identical: 0 },
  { ours: '', theirs: '', overlap: 1, identical: 1 },
  { ours: 'a', theirs: '', overlap: 0, identical: 0 },
])('"$ours" and "$theirs" share $overlap', ({ ours, theirs, overlap, identical }) => {
  const agreement = agreementOf([answer(ours)], [answer(theirs)]);
  expect(agreement).toEqual({ queries: 1, overlap, identical });
});

test('answers count the same each', () => {
  const ours = [answer('a b'), answer('c')];
  expect(agreementOf(ours, [answer('a b'), answer('d')]).overlap).toBe(0.5);
});
