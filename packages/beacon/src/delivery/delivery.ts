import { tell } from '../news.ts';
import { forget, keep, kept } from '../storage.ts';
import type { BeaconEvent, Reason } from '../types.ts';
import { BATCH_BYTES_MAX, BATCH_EVENTS_MAX, bodyOf, bytesOf, nextBatch } from './batch.ts';
import { isRetried, pauseMs, RETRY_AFTER_MS_MAX } from './retry.ts';
import { beginQueue, endQueue, own, START, takeOver, type Waiting, waiting } from './queues.ts';
import { trim } from './trim.ts';

/** How long events gather into one request, in ms. */
const GATHER_MS = 200;
/** An intake that hangs must not hold up what comes after, in ms. */
const TIMEOUT_MS = 15_000;
const PAUSE = 'freshet:pause';

let url: string;
/** How many events, the oldest of this page's, are in a request that has no answer yet. */
let underWay = 0;
/** One request after the other. */
let turn: Promise<void> = Promise.resolve();
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
  if (!own) beginQueue();
  keep(`${START}${event.id}${own}`, text);
  tell('queued', text);
  trim();
  flushIn(GATHER_MS);
}

function flushIn(ms: number): void {
  timer ??= setTimeout(flush, ms);
}

/** Sends what waits; resolves when nothing is left, or what is has to wait longer. */
export function flush(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  return (turn = turn.then(drain, drain));
}

async function drain(): Promise<void> {
  for (;;) {
    const left = pause()[0];
    if (left > 0) return flushIn(left);
    const batch = nextBatch(waiting(own), eventsMax);
    underWay = batch.length;
    if (!underWay) {
      endQueue();
      return takeOver(flush);
    }
    await send(batch);
    underWay = 0;
  }
}

/**
 * The page may end at any moment: sends what is in no request yet, without waiting for its turn. One
 * request is all that browsers let outlive the page; what is left goes with the next one.
 */
export function leave(): void {
  const batch = nextBatch(waiting(own).slice(underWay), eventsMax);
  if (batch.length && pause()[0] <= 0) void send(batch);
  endQueue();
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

/** As text/plain, which needs no preflight, in a request that outlives the page. Never throws. */
async function send(batch: readonly Waiting[]): Promise<void> {
  let status = 0;
  let retryAfter: string | null | undefined;
  let rejected: readonly (Reason & { readonly index: number })[] | undefined;
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: bodyOf(batch, Date.now()),
      keepalive: true,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    status = response.status;
    retryAfter = response.headers.get('retry-after');
    rejected = ((await response.json()) as { rejected?: typeof rejected }).rejected;
  } catch {
    // What came so far is what there is.
  }
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
