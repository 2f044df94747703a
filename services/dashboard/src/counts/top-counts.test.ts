import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TopCounts } from './top-counts.ts';

const totalOf = ({ rows, other }: ReturnType<TopCounts['top']>) =>
  rows.reduce((sum, { count }) => sum + count, other);

it('ranks by count, then by name, and puts the rest together', () => {
  const counts = new TopCounts(10);
  for (const name of ['b', 'a', 'c', 'c', 'd']) counts.add(name);
  expect(counts.top(2)).toEqual({
    rows: [
      { name: 'c', count: 2 },
      { name: 'a', count: 1 },
    ],
    other: 2,
  });
});

it('keeps at most so many names, and the exact total, also when merged', () => {
  const names = fc.array(fc.integer({ min: 0, max: 60 }).map(String), { maxLength: 400 });
  fc.assert(
    fc.property(names, names, (first, second) => {
      const [a, b] = [new TopCounts(8), new TopCounts(8)];
      for (const name of first) a.add(name);
      for (const name of second) b.add(name);
      a.merge(b);
      expect([...a.entries()].length).toBeLessThanOrEqual(8);
      expect(totalOf(a.top(3))).toBe(first.length + second.length);
    }),
  );
});

it('a name that is most of what comes is found among very many', () => {
  const counts = new TopCounts(20);
  for (let i = 0; i < 3_000; i++) counts.add(i % 3 === 0 ? 'tent' : `rare-${i}`);
  expect(counts.top(1).rows).toEqual([{ name: 'tent', count: 1_000 }]);
});

it('a name without end is cut', () => {
  const counts = new TopCounts(2);
  counts.add('x'.repeat(5_000));
  expect(counts.top(1).rows[0]!.name).toHaveLength(200);
});

it('takes back what was counted, also of a name that is among the others', () => {
  const counts = new TopCounts(4);
  counts.add('a', 2);
  counts.add('a', -1);
  expect(counts.top(9)).toEqual({ rows: [{ name: 'a', count: 1 }], other: 0 });
  counts.add('a', -1);
  expect(counts.top(9)).toEqual({ rows: [], other: 0 });
  for (const name of ['b', 'b', 'c', 'd', 'e', 'f']) counts.add(name);
  expect(counts.top(9).other).toBeGreaterThan(0);
  for (const name of ['b', 'b', 'c', 'd', 'e', 'f']) counts.add(name, -1);
  expect(counts.top(9)).toEqual({ rows: [], other: 0 });
});
