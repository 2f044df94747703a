const DAY_MS = 86_400_000;
/** A day's count outlives its day by so long, so that what is given back is never a new day's. */
const SLACK_S = 60;

/** A stretch of time within which use adds up. */
export interface Window {
  /** What its counter is called; a key is in it by id, never as it is written. */
  readonly name: string;
  /** How long after its first use it is forgotten, in seconds. */
  readonly keepS: number;
  /** When the next begins, in seconds; undefined: as the counter says. */
  readonly leftS?: number;
}

/** The second that begins with the first use of it. */
export function secondOf(keyId: string, what: 'events' | 'requests'): Window {
  return { name: `${keyId}:${what}`, keepS: 1 };
}

/** The day, UTC. `now`: epoch ms. */
export function dayOf(keyId: string, now: number): Window {
  const leftS = Math.ceil((DAY_MS - (now % DAY_MS)) / 1000);
  const day = new Date(now).toISOString().slice(0, 10);
  return { name: `${keyId}:events:${day}`, keepS: leftS + SLACK_S, leftS };
}
