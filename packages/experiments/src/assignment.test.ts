import fc from 'fast-check';
import { expect, it } from 'vitest';
import { armOf, armShares, HOLDOUT, type Shares } from './assignment.ts';

const halves: Shares = {
  holdout: 0.02,
  variants: [
    { name: 'a', share: 1 },
    { name: 'b', share: 1 },
  ],
};

function countsOf(shares: Shares, visitors: readonly string[], experiment = 'e'): number[] {
  const counts = new Map(armShares(shares).map(({ name }) => [name, 0]));
  for (const visitor of visitors) {
    const arm = armOf(experiment, visitor, shares);
    counts.set(arm, counts.get(arm)! + 1);
  }
  return [...counts.values()];
}

function chiSquare(counts: readonly number[], shares: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.reduce(
    (sum, count, i) => sum + (count - total * shares[i]!) ** 2 / (total * shares[i]!),
    0,
  );
}

const ids = {
  numbered: (i: number) => `visitor-${i}`,
  'alike but for the end': (i: number) =>
    `anonymous:00000000-0000-7000-8000-${String(i).padStart(12, '0')}`,
  'single digits': (i: number) => i.toString(36),
  'with their difference first': (i: number) => `${i}@example.org`,
};

it.for(Object.entries(ids))('fills 100 arms evenly from ids %s', ([, id]) => {
  const variants = Array.from({ length: 100 }, (_, i) => ({ name: `v${i}`, share: 1 }));
  const counts = countsOf(
    { holdout: 0, variants },
    Array.from({ length: 100_000 }, (_, i) => id(i)),
  );
  // 99 degrees of freedom: beyond 160 with a chance of 1 in 10,000.
  expect(chiSquare(counts, Array(100).fill(0.01))).toBeLessThan(160);
});

it('hands out the shares, the holdout first', () => {
  const shares = {
    holdout: 0.1,
    variants: [
      { name: 'a', share: 3 },
      { name: 'b', share: 1 },
    ],
  };
  expect(armShares(shares).map(({ name }) => name)).toEqual([HOLDOUT, 'a', 'b']);
  const visitors = Array.from({ length: 50_000 }, (_, i) => `v${i}`);
  const of = armShares(shares).map(({ share }) => share);
  expect(of.map((share) => share.toFixed(3))).toEqual(['0.100', '0.675', '0.225']);
  // Two degrees of freedom: beyond 18.4 with a chance of 1 in 10,000.
  expect(chiSquare(countsOf(shares, visitors), of)).toBeLessThan(18.4);
});

it('spreads the arms of one experiment evenly over those of the next', () => {
  const both = [0, 0, 0, 0];
  const shares = { ...halves, holdout: 0 };
  for (let i = 0; i < 40_000; i++) {
    const [one, next] = [armOf('spring-1', `v${i}`, shares), armOf('spring-2', `v${i}`, shares)];
    both[Number(one === 'b') * 2 + Number(next === 'b')]!++;
  }
  // Three degrees of freedom: beyond 21.1 with a chance of 1 in 10,000.
  expect(chiSquare(both, [0.25, 0.25, 0.25, 0.25])).toBeLessThan(21.1);
});

it('always names an arm that there is, and the same one', () => {
  const share = fc.double({ min: 1e-9, max: 1e9, noNaN: true });
  const variants = fc.array(share, { minLength: 1, maxLength: 8 });
  const holdout = fc.double({ min: 0, max: 0.9, noNaN: true });
  fc.assert(
    fc.property(fc.string(), fc.string(), holdout, variants, (experiment, visitor, part, list) => {
      const shares = {
        holdout: part,
        variants: list.map((one, i) => ({ name: `${i}`, share: one })),
      };
      const arm = armOf(experiment, visitor, shares);
      expect(armShares(shares).map(({ name }) => name)).toContain(arm);
      expect(armOf(experiment, visitor, shares)).toBe(arm);
    }),
  );
});

it('gives everybody to the holdout up to its share, whatever the variants are', () => {
  const others = { holdout: 0.02, variants: [{ name: 'c', share: 1 }] };
  for (let i = 0; i < 5_000; i++) {
    expect(armOf('e', `v${i}`, halves) === HOLDOUT).toBe(armOf('e', `v${i}`, others) === HOLDOUT);
  }
});
