import { setTimeout as delay } from 'node:timers/promises';
import { partitionOf } from '@freshet/events';
import { type Click, repeatClicks } from '../../bench/clicks.ts';
import type { Random } from '../random.ts';
import type { Acknowledgements } from './acknowledgements.ts';
import { Client, type PostedEvent } from './client.ts';
import type { ClientClock } from './client-clock.ts';
import { Lane } from './lane.ts';
import { type LivedEvent, livedEvent } from './sign-ins.ts';

const LANES = 12;
const TICK_MS = 20;
/** One act in so many is one of those who sign in and out. */
const SIGN_INS_EVERY = 8;
/** Clicks that wait at a client, at most; beyond it no visitor clicks until the intake is back. */
const WAITING_MAX = 200;
/** After the load ends, so long may the last events try to be acknowledged. */
const LAST_EVENTS_MS = 120_000;

export interface LoadOptions {
  readonly clicks: readonly Click[];
  readonly perSecond: number;
  readonly durationMs: number;
  readonly urls: readonly string[];
  readonly seed: number;
  readonly random: Random;
  readonly clientClock: ClientClock;
  /** Takes down every event that got a 2xx. */
  readonly acknowledged: Acknowledgements;
  readonly signal: AbortSignal;
}

export interface LoadResult {
  /** Requests that clients had to send again. */
  readonly retries: number;
  /** Of these, how many were refused for the moment, by code. */
  readonly refusals: ReadonlyMap<string, number>;
}

/** Posts clicks at a steady rate for the given time; resolves when each of them is acknowledged. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const { urls, random, acknowledged, signal } = options;
  const ends = new AbortController();
  const clients = Array.from(
    { length: LANES },
    () => new Client({ urls, random, signal: AbortSignal.any([signal, ends.signal]) }),
  );
  const lanes = clients.map((client) => new Lane(client, acknowledged, random));
  await visit(lanes, options);
  const deadline = setTimeout(() => ends.abort(notAcknowledged()), LAST_EVENTS_MS);
  try {
    await Promise.all(lanes.map((lane) => lane.idle()));
  } finally {
    clearTimeout(deadline);
  }
  const refusals = new Map<string, number>();
  for (const code of clients.flatMap((client) => client.refusals)) {
    refusals.set(code, (refusals.get(code) ?? 0) + 1);
  }
  return { retries: clients.reduce((sum, { retries }) => sum + retries, 0), refusals };
}

async function visit(lanes: readonly Lane[], options: LoadOptions): Promise<void> {
  const { clicks, perSecond, durationMs, signal } = options;
  const coming = repeatClicks(clicks, Math.ceil((perSecond * durationMs) / 1000));
  const startedAt = Date.now();
  let started = 0;
  for (let elapsed = 0; elapsed < durationMs; elapsed = Date.now() - startedAt) {
    const due = Math.floor((elapsed / 1000) * perSecond);
    for (; started < due; started++) {
      const next = coming.next();
      if (next.done) return;
      const { person, ...event } = actOf(next.value, started);
      const lane = lanes[partitionOf(person, lanes.length)]!;
      if (lane.waiting < WAITING_MAX) lane.add(posted(person, event, started, options));
    }
    await delay(TICK_MS, undefined, { signal });
  }
}

/** A recorded click, or in its place what somebody does who signs in and out. */
function actOf({ userId, sessionId, itemId }: Click, number: number): LivedEvent {
  if (number % SIGN_INS_EVERY === 0) return livedEvent(number / SIGN_INS_EVERY, itemId);
  return { person: userId, type: 'click', userId, sessionId, itemId };
}

function posted(
  person: string,
  event: Omit<LivedEvent, 'person'>,
  number: number,
  { seed, clientClock }: LoadOptions,
): PostedEvent {
  const occurredAt = clientClock.now(partitionOf(person, 1_000));
  return { id: `chaos-${seed}-${number}`, ...event, occurredAt };
}

function notAcknowledged(): Error {
  return new Error(`events were still not acknowledged ${LAST_EVENTS_MS} ms after the load`);
}
