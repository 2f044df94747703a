import { expect, it } from 'vitest';
import { logGamma } from './log-gamma.ts';

it.for([
  [1, 0],
  [2, 0],
  [0.5, Math.log(Math.PI) / 2],
  [0.01, 4.599479878042022],
  [11, Math.log(3_628_800)],
  [171, 706.5730622457874],
  [1e6, 12_815_504.56914788],
] as const)('of %d', ([x, value]) => {
  expect(Math.abs(logGamma(x) - value)).toBeLessThan(1e-11 * Math.max(1, value));
});

it('rises by ln x from x to x + 1', () => {
  for (let x = 0.05; x < 40; x += 0.37) {
    expect(logGamma(x + 1) - logGamma(x)).toBeCloseTo(Math.log(x), 10);
  }
});
