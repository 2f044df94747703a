import { expect, test } from 'vitest';
import { Numbering } from './numbering.ts';

test('ids are numbered in the order of their first appearance', () => {
  const numbering = new Numbering();
  expect(['b', 'a', 'b', 'c'].map((id) => numbering.number(id))).toEqual([0, 1, 0, 2]);
  expect([numbering.find('c'), numbering.find('d'), numbering.size]).toEqual([2, -1, 3]);
  expect(numbering.id(1)).toBe('a');
});
