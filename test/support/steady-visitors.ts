import { setTimeout as delay } from 'node:timers/promises';
import { postJson } from './http.ts';

/** One event that was answered 202. */
export interface Accepted {
  readonly user: string;
  readonly sequence: number;
  readonly durability: string;
  /** From the request to its answer. */
  readonly ms: number;
}

export interface SteadyVisitors {
  readonly accepted: readonly Accepted[];
  /** Answers other than 202, which were tried again. */
  readonly refused: number;
  /** Everything accepted, once nothing is under way any more. */
  stop(): Promise<readonly Accepted[]>;
}

/** As fast as they are answered, visitors would take the cores from what they try, and prove no more. */
const PAUSE_MS = 20;
const RETRY_MS = 100;

export const eventId = (user: string, sequence: number): string => `${user}:${sequence}`;
/** Each visitor views an item of their own, so that the item's visits are what was counted of them. */
export const itemOf = (user: string): string => `item-of-${user}`;

/**
 * Visitors that each view on and on, one event after the other, and send an event again until it is
 * answered 202.
 */
export function startVisitors(ingestUrl: string, users: readonly string[]): SteadyVisitors {
  const accepted: Accepted[] = [];
  let refused = 0;
  const stopping = new AbortController();
  const visits = users.map(async (user) => {
    for (let sequence = 0; !stopping.signal.aborted; sequence++) {
      const event = {
        id: eventId(user, sequence),
        type: 'view',
        userId: user,
        itemId: itemOf(user),
      };
      for (;;) {
        const startedAt = performance.now();
        const answer = await postJson(`${ingestUrl}/v1/events`, event).catch(() => undefined);
        if (answer?.status === 202) {
          const { durability } = answer.body as { durability: string };
          accepted.push({ user, sequence, durability, ms: performance.now() - startedAt });
          break;
        }
        refused += 1;
        await delay(RETRY_MS);
      }
      await delay(PAUSE_MS);
    }
  });
  return {
    accepted,
    get refused() {
      return refused;
    },
    async stop() {
      stopping.abort();
      await Promise.all(visits);
      return accepted;
    },
  };
}
