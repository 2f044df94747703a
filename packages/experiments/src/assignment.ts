import { hash48 } from '@freshet/recommend';

/** What the holdout is called among the arms of an experiment; no variant may have its name. */
export const HOLDOUT = 'holdout';

export interface Shares {
  /** Share of all visitors, from 0 to below 1. */
  readonly holdout: number;
  /** Of the rest, relative to each other: 1 and 1 are halves. At least one. */
  readonly variants: readonly { readonly name: string; readonly share: number }[];
}

export interface ArmShare {
  readonly name: string;
  /** Of all visitors; those of all arms add up to 1. */
  readonly share: number;
}

/** The arms in the order in which the hash hands them out: the holdout first, if there is one. */
export function armShares({ holdout, variants }: Shares): readonly ArmShare[] {
  const total = variants.reduce((sum, { share }) => sum + share, 0);
  const arms = variants.map(({ name, share }) => ({
    name,
    share: (1 - holdout) * (share / total),
  }));
  return holdout > 0 ? [{ name: HOLDOUT, share: holdout }, ...arms] : arms;
}

/**
 * The arm that a visitor who has none yet belongs to: always the same one while the shares are. Another
 * experiment's id hands visitors out anew, so that what one did to them is spread over the arms of the next.
 */
export function armOf(experiment: string, visitor: string, shares: Shares): string {
  const point = hash48(`${experiment}\n${visitor}`) / 2 ** 48;
  const arms = armShares(shares);
  let upTo = 0;
  const arm = arms.find(({ share }) => point < (upTo += share));
  // Rounding may leave the last arm a little short of 1.
  return (arm ?? arms.at(-1)!).name;
}
