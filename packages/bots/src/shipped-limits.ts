import type { TallyLimits } from './item-tallies.ts';
import type { PaceLimits } from './profile-paces.ts';

/** Past what nobody is taken for a person. */
export interface BotLimits {
  readonly pace: PaceLimits;
  /** Of one profile. */
  readonly repeats: TallyLimits;
  /** Of all visitors behind one address. */
  readonly share: TallyLimits;
}

export const shippedLimits: BotLimits = {
  pace: { burst: 300, perSecond: 1, evenIntervals: 30, flagMs: 600_000, profilesMax: 50_000 },
  // Somebody who comes back to it twenty times in a day has said what there is to say.
  repeats: { windowMs: 86_400_000, perItem: 20, visits: 100_000, itemsMax: 500_000 },
  // An office of hundreds stays below: it is many items that they look at.
  share: { windowMs: 600_000, perItem: 30, visits: 6_000, itemsMax: 500_000 },
};
