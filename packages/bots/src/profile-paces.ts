import type { FlagReason } from './reason.ts';
import { Recent } from './recent.ts';

/** How fast a person can be. */
export interface PaceLimits {
  /** Visits of items at once: what a page kept while it was offline comes in one go. */
  readonly burst: number;
  /** Visits per second for as long as one likes. */
  readonly perSecond: number;
  /** So many intervals in a row of the same length are no person's. */
  readonly evenIntervals: number;
  /** How long a flag lasts after the last act too many, in ms. */
  readonly flagMs: number;
  /** Profiles watched at a time; at the bound the one that was quiet longest is forgotten. */
  readonly profilesMax: number;
}

/** What is not a visit of an item (an impression, a page) costs so much of one. */
const OTHER_COST = 0.1;
/** Intervals are the same that differ by so much of themselves, or by a timer's jitter. */
const EVEN_PART = 0.02;
const EVEN_MS = 20;
/** Shorter intervals are those of one request, or a matter of the rate. */
const INTERVAL_MS_MIN = 200;

/** One act of a profile, as far as its pace goes. */
export interface Paced {
  /** Visits of items in it. */
  readonly visits: number;
  /** When it happened, epoch ms. */
  readonly at: number;
  /** When it came in, epoch ms. */
  readonly receivedAt: number;
}

interface Pace {
  /** Of the burst, what is taken; leaks by `perSecond`. */
  taken: number;
  filledAt: number;
  visitAt: number;
  intervalMs: number;
  evenIntervals: number;
  flaggedUntil: number;
  reason: FlagReason;
}

/**
 * Whether a profile acts faster or more evenly than a person. Of one profile, in any time of `t` seconds at
 * most `burst + t × perSecond` visits go unflagged, however they are spread: a leaky bucket by arrival,
 * which no client can date.
 */
export class ProfilePaces {
  readonly #limits: PaceLimits;
  readonly #paces = new Recent<Pace>();

  constructor(limits: PaceLimits) {
    this.#limits = limits;
  }

  flag(profile: string, act: Paced): FlagReason | undefined {
    const { receivedAt } = act;
    const pace = this.#paces.take(profile, () => begin(receivedAt));
    if (this.#paces.size > this.#limits.profilesMax) this.#paces.forgetOldest();
    const reason = this.#isTooFast(pace, act) ? 'rate' : this.#isTooEven(pace, act);
    if (reason !== undefined) {
      pace.reason = reason;
      pace.flaggedUntil = receivedAt + this.#limits.flagMs;
    }
    return receivedAt < pace.flaggedUntil ? pace.reason : undefined;
  }

  #isTooFast(pace: Pace, { visits, receivedAt }: Paced): boolean {
    const { burst, perSecond } = this.#limits;
    const passedMs = Math.max(0, receivedAt - pace.filledAt);
    pace.filledAt += passedMs;
    pace.taken = Math.max(0, pace.taken - (passedMs / 1000) * perSecond);
    const cost = visits || OTHER_COST;
    if (pace.taken + cost > burst) return true;
    pace.taken += cost;
    return false;
  }

  #isTooEven(pace: Pace, { visits, at }: Paced): 'regular' | undefined {
    if (visits === 0) return undefined;
    const intervalMs = at - pace.visitAt;
    pace.visitAt = at;
    const differsMs = Math.abs(intervalMs - pace.intervalMs);
    const isEven = differsMs <= Math.max(EVEN_MS, EVEN_PART * pace.intervalMs);
    if (isEven && intervalMs >= INTERVAL_MS_MIN) pace.evenIntervals++;
    else {
      pace.intervalMs = intervalMs;
      pace.evenIntervals = 1;
    }
    return pace.evenIntervals >= this.#limits.evenIntervals ? 'regular' : undefined;
  }
}

function begin(receivedAt: number): Pace {
  return {
    taken: 0,
    filledAt: receivedAt,
    visitAt: 0,
    intervalMs: 0,
    evenIntervals: 0,
    flaggedUntil: 0,
    reason: 'rate',
  };
}
