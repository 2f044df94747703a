/** Of one boost, and of all that an item passes together; 1 over it is the least. */
export const FACTOR_MAX = 100;

const LIFT_MAX = Math.log(FACTOR_MAX);

/** What boosts may add to a score, of what they add up to. */
export function boundedLift(sum: number): number {
  return Math.min(LIFT_MAX, Math.max(-LIFT_MAX, sum));
}
