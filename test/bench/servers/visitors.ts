import { setTimeout as delay } from 'node:timers/promises';
import { answerParent } from '../child.ts';
import { visitorEvent } from '../peak/visitor-events.ts';

const PER_REQUEST = 10;
/** Clients that each send on only when their last request is taken. */
const CLIENTS = 96;
const RETRY_MS = 200;
const REQUEST_MS_MAX = 30_000;

/** Events accepted so far, by visitor. */
const counts: number[] = [];
let url = '';
let nextVisitor: number[] = [];
let visitorsPerClient = 0;

export interface Posted {
  /** Events with a 2xx, and how many of them were journaled. */
  readonly accepted: number;
  readonly journaled: number;
  /** Requests that had to be sent again. */
  readonly retries: number;
  /** From the first request to the last answer. */
  readonly seconds: number;
}

const calls = {
  async open(argument: { readonly url: string; readonly visitors: number }): Promise<void> {
    url = argument.url;
    visitorsPerClient = Math.floor(argument.visitors / CLIENTS);
    counts.length = 0;
    counts.push(...Array.from({ length: visitorsPerClient * CLIENTS }, () => 0));
    nextVisitor = Array.from({ length: CLIENTS }, () => 0);
  },

  /** Posts events at a steady rate; resolves when each of them is accepted. */
  async post({ perSecond, seconds }: { perSecond: number; seconds: number }): Promise<Posted> {
    const tally = { accepted: 0, journaled: 0, retries: 0 };
    const startedAt = performance.now();
    const everyMs = (1000 * PER_REQUEST * CLIENTS) / perSecond;
    async function postOn(client: number): Promise<void> {
      const first = startedAt + (client / CLIENTS) * everyMs;
      for (let at = first; at < startedAt + 1000 * seconds; at += everyMs) {
        await delay(Math.max(0, at - performance.now()));
        if (performance.now() >= startedAt + 1000 * seconds) return;
        await postSome(client, tally);
      }
    }
    await Promise.all(Array.from({ length: CLIENTS }, (_, client) => postOn(client)));
    return { ...tally, seconds: (performance.now() - startedAt) / 1000 };
  },

  async counts(): Promise<readonly number[]> {
    return counts;
  },
};

export type VisitorsCalls = typeof calls;

/** One event each of the client's next visitors, again and again until they are taken. */
async function postSome(
  client: number,
  tally: { accepted: number; journaled: number; retries: number },
): Promise<void> {
  const visitors = Array.from({ length: PER_REQUEST }, (_, i) => {
    const turn = (nextVisitor[client]! + i) % visitorsPerClient;
    return client * visitorsPerClient + turn;
  });
  nextVisitor[client] = (nextVisitor[client]! + PER_REQUEST) % visitorsPerClient;
  const events = visitors.map((visitor) => visitorEvent(visitor, counts[visitor]!));
  const body = JSON.stringify({ events });
  for (;;) {
    const durability = await attempt(body);
    if (durability !== undefined) {
      for (const visitor of visitors) counts[visitor]! += 1;
      tally.accepted += PER_REQUEST;
      if (durability === 'journal') tally.journaled += PER_REQUEST;
      return;
    }
    tally.retries += 1;
    await delay(RETRY_MS);
  }
}

/** undefined when nobody knows what it came to, or it was refused for the moment. */
async function attempt(body: string): Promise<string | undefined> {
  const answer = await fetch(`${url}/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    signal: AbortSignal.timeout(REQUEST_MS_MAX),
  }).catch(() => undefined);
  if (answer === undefined) return undefined;
  const text = await answer.text();
  if (answer.status >= 500) return undefined;
  const { accepted, durability } = JSON.parse(text) as { accepted?: number; durability: string };
  if (accepted !== PER_REQUEST) throw new Error(`${answer.status} ${text}`);
  return durability;
}

answerParent(calls);
