import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../fault.ts';
import type { Stage } from '../stage.ts';

const HOUR_MS = 3_600_000;
const SKEWS_MS = [-20 * 365 * 24 * HOUR_MS, -25 * HOUR_MS, -HOUR_MS, HOUR_MS, 1_000 * 24 * HOUR_MS];

/** The clock of some visitors' devices jumps far off, and back after a while. */
export const jumpClientClock: Fault<Stage> = (random) => {
  const skewMs = random.pick(SKEWS_MS);
  const every = random.whole(2, 6);
  const forMs = random.whole(1_000, 6_000);
  return {
    subject: 'client clock',
    kind: "visitors' clocks off",
    what: `clock of one visitor in ${every} off by ${skewMs / HOUR_MS} h for ${forMs} ms`,
    async strike({ clientClock }) {
      clientClock.skew(skewMs, every);
      await delay(forMs);
      clientClock.skew(0, 1);
      return 'struck';
    },
  };
};
