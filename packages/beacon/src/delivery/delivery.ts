import { tell } from '../news.ts';
import { forget, keep, kept } from '../storage.ts';
import type { BeaconEvent } from '../types.ts';
import { BATCH_BYTES_MAX, BATCH_EVENTS_MAX, bodyOf, bytesOf, nextBatch } from './batch.ts';
import { post } from './post.ts';
import { isRetried, pauseMs, RETRY_AFTER_MS_MAX } from './retry.ts';
import { enqueue, trim, type Waiting, waiting } from './waiting.ts';

/** How long events gather into one request, in ms. */
const GATHER_MS = 200;
const PAUSE = 'freshet:pause';

let url: string;
/** Made by this page and in no request yet. */
let unsent: Waiting[] = [];
let eventsMax = BATCH_EVENTS_MAX;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Where events go from now on. */
export function deliverTo(intake: string): void {
  url = intake;
}

/** Keeps an event until it is sent, or past the queue's bounds. */
export function deliver(event: BeaconEvent): void {
  const text = JSON.stringify(event);
  if (bytesOf(text) > BATCH_BYTES_MAX) return tell('dropped', text, { code: 'TOO_LARGE' });
  unsent.push(enqueue(event.id, text));
  tell('queued', text);
  trim();
  flushIn(GATHER_MS);
}

function flushIn(ms: number): void {
  timer ??= setTimeout(flush, ms);
}

/** Sends what waits, all tabs' events; resolves when nothing is left, or what is has to wait longer. */
export async function flush(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  // One tab at a time; where there are no locks, without https, what is sent twice counts once.
  await (navigator.locks?.request('freshet', drain).catch(drain) ?? drain());
  const [left] = pause();
  if (left > 0) flushIn(left);
}

async function drain(): Promise<void> {
  for (;;) {
    unsent = [];
    const batch = pause()[0] > 0 ? [] : nextBatch(waiting(), eventsMax);
    if (!batch.length) return;
    await send(batch);
  }
}

/**
 * The page may end at any moment: sends what it has made, without waiting for its turn. One request
 * is all that browsers let outlive the page; what is left goes with the next one.
 */
export function leave(): void {
  if (unsent.length && pause()[0] <= 0) void send(nextBatch(unsent, eventsMax));
}

/** Tries at once, whatever pause there was. */
export function resume(): void {
  forget(PAUSE);
  void flush();
}

/** How long all tabs have to wait still, in ms, and how many tries were in vain. */
function pause(): [leftMs: number, tries: number] {
  const [until, tries] = JSON.parse(kept(PAUSE) ?? '[0,0]') as [number, number];
  const left = until - Date.now();
  // More than is ever asked for: the clock was set back.
  return [left > RETRY_AFTER_MS_MAX ? 0 : left, tries];
}

async function send(batch: readonly Waiting[]): Promise<void> {
  const [status, retryAfter, rejected] = await post(url, bodyOf(batch, Date.now()));
  if (isRetried(status)) {
    const tries = pause()[1] + 1;
    return keep(PAUSE, `[${Date.now() + pauseMs(status, tries, retryAfter)},${tries}]`);
  }
  forget(PAUSE);
  if (status === 413 && batch.length > 1) {
    eventsMax = batch.length >> 1;
    return;
  }
  batch.forEach(([key, text], index) => {
    forget(key);
    const reason = rejected?.find((one) => one.index === index);
    // 400 with a list says it of each event.
    const fate = reason ? 'rejected' : rejected || status < 300 ? 'sent' : 'dropped';
    tell(fate, text, reason ?? { code: `HTTP_${status}` });
  });
}
