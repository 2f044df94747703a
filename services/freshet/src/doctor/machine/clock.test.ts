import { expect, it } from 'vitest';
import { judgeClock } from './clock.ts';

it.for([
  [0, 'ok'],
  [2_000, 'ok'],
  [-2_000, 'ok'],
  [2_001, 'warning'],
  [-60_000, 'warning'],
  [60_001, 'problem'],
  [-86_400_000, 'problem'],
] as const)('a clock that is %i ms ahead is %s', ([aheadMs, verdict]) => {
  expect(judgeClock('Redis at cache:6379', aheadMs).verdict).toBe(verdict);
});

it('says whose clock goes how wrong, and what mends it', () => {
  expect(judgeClock('Redis at cache:6379', -90_500)).toEqual({
    verdict: 'problem',
    says: "The clock of Redis at cache:6379 is 90.5 s behind this machine's.",
    mend: 'Have both follow a time server: timedatectl set-ntp true (or start chronyd)',
  });
  expect(judgeClock('it', 3_000).says).toContain('3 s ahead of');
});
