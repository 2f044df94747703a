import { setTimeout as delay } from 'node:timers/promises';
import { partitionOf } from '@freshet/events';
import { type Click, repeatClicks } from '../bench/clicks.ts';
import type { Acknowledgements } from '../chaos/load/acknowledgements.ts';
import type { PostedEvent } from '../chaos/load/client.ts';
import { Lane } from '../chaos/load/lane.ts';
import { Random } from '../chaos/random.ts';
import type { Clients } from './clients.ts';

const TICK_MS = 10;
/** Visitors are shared out among so many senders, each with one request under way. */
const LANES = 32;
/** Far more than any run sends. */
const EVENTS_MAX = 10_000_000;

export interface Traffic {
  /** Sends no more; resolves when all that was sent is answered. */
  end(): Promise<void>;
}

/** Does something so many times a second, whether or not earlier ones have ended, until it is ended. */
export function keepUp(perSecond: number, start: (i: number) => Promise<unknown>): Traffic {
  const underWay = new Set<Promise<unknown>>();
  const ending = new AbortController();
  async function run(): Promise<void> {
    const startedAt = performance.now();
    for (let started = 0; !ending.signal.aborted; ) {
      const due = Math.floor(((performance.now() - startedAt) / 1_000) * perSecond);
      for (; started < due; started++) {
        const one = start(started).finally(() => underWay.delete(one));
        underWay.add(one);
      }
      await delay(TICK_MS);
    }
    await Promise.all(underWay);
  }
  const running = run();
  return {
    async end() {
      ending.abort();
      await running;
    },
  };
}

/**
 * Posts clicks of recorded visitors, each visitor's one after another, and some of them once more. One
 * that fails is sent again, so that the audit knows what became of it; that it failed is kept.
 */
export function postClicks(
  clients: Clients,
  perSecond: number,
  { clicks, acknowledged }: { clicks: readonly Click[]; acknowledged: Acknowledgements },
): Traffic {
  const poster = {
    async post(events: readonly PostedEvent[]) {
      while (!(await clients.ask({ path: '/v1/events', body: { events } }))) await delay(200);
    },
  };
  const lanes = Array.from({ length: LANES }, (_, i) => {
    return new Lane(poster, acknowledged, new Random(i));
  });
  const coming = repeatClicks(clicks, EVENTS_MAX);
  const clicking = keepUp(perSecond, (i) => {
    const { userId, sessionId, itemId } = coming.next().value as Click;
    const event = { id: `rolling-${i}`, type: 'click', userId, sessionId, itemId };
    lanes[partitionOf(userId, LANES)]!.add({ ...event, occurredAt: Date.now() });
    return Promise.resolve();
  });
  return {
    async end() {
      await clicking.end();
      await Promise.all(lanes.map((lane) => lane.idle()));
    },
  };
}
