import { FreshetProblem, type Problem, type Rejection } from '../problem.ts';
import { untilAnswered } from '../retry.ts';
import {
  BATCH_EVENTS_MAX,
  batchSize,
  type Event,
  LEAVING_BYTES_MAX,
  type Queued,
} from './batch.ts';
import { identified } from './identified.ts';
import { whenHidden } from './page-end.ts';

/** An event that is not sent, and why. */
export interface Dropped extends Problem {
  readonly event: Event;
}

export interface EventOptions {
  /** How many may wait at most; beyond them `track` takes none. 10,000 when absent. */
  readonly eventsMax?: number;
  /** How long an event may wait for others to be sent with, in ms; 1,000 when absent. */
  readonly intervalMs?: number;
  /** Hears of each event that is not sent; when absent, `console.warn` does. */
  readonly onDrop?: (dropped: Dropped) => void;
}

/** Sends a list. @throws FreshetProblem */
type Send = (events: readonly Event[], bytes: number) => Promise<readonly Rejection[]>;

/** Sends at once, however short the interval still is. */
const FULL_BATCH = 100;

/**
 * Takes events and sends them in order, several at a time and one call after another. A call that fails for
 * the time being is made again until it succeeds; each event has an id from the start, so that it counts
 * once. What is not sent is told to `onDrop`.
 */
export class Events {
  readonly #send: Send;
  readonly #options: Required<EventOptions>;
  readonly #ending = new AbortController();
  readonly #page = whenHidden(() => this.#leave());
  /** Those of the call under way first. */
  #queue: Queued[] = [];
  #batchMax = BATCH_EVENTS_MAX;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isSending = false;
  /** Those of the call that is on its way right now, from the head; none while it waits to be made again. */
  #underWay: readonly Queued[] = [];
  #isClosed = false;
  #taken = 0;
  #settled = 0;
  #waiting: { readonly until: () => boolean; readonly resolve: () => void }[] = [];

  constructor(send: Send, { eventsMax = 10_000, intervalMs = 1_000, onDrop = warn }: EventOptions) {
    this.#send = send;
    this.#options = { eventsMax, intervalMs, onDrop };
  }

  /** Events that wait, those of the call under way among them. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** Takes an event to send soon. False: it cannot be sent, there is no room, or `close` was called; `onDrop` hears of it. */
  track(event: Event): boolean {
    if (this.#isClosed) return this.#drop(event, closed);
    const { eventsMax, intervalMs } = this.#options;
    if (this.#queue.length >= eventsMax) return this.#drop(event, full(eventsMax));
    let queued: Queued;
    try {
      queued = identified(event, Date.now());
    } catch (error) {
      return this.#drop(event, { code: 'EVENT_INVALID', message: `No JSON: ${String(error)}` });
    }
    this.#queue.push(queued);
    this.#taken++;
    if (this.#queue.length >= FULL_BATCH) this.#start();
    else this.#timer ??= setTimeout(() => this.#start(), intervalMs);
    return true;
  }

  /** Resolves once there is room for another event: who waits for it before each `track` loses none. */
  room(): Promise<void> {
    return this.#until(() => this.#isClosed || this.#queue.length < this.#options.eventsMax);
  }

  /** Resolves once all that was taken before is sent or dropped, however long the server is away. */
  flush(): Promise<void> {
    const through = this.#taken;
    this.#start();
    return this.#until(() => this.#settled >= through);
  }

  /** Takes no more, sends what waits for `timeoutMs` at most, and drops the rest. */
  async close({ timeoutMs = 10_000 }: { readonly timeoutMs?: number } = {}): Promise<void> {
    this.#isClosed = true;
    this.#page.stop();
    const timer = setTimeout(() => this.#giveUp(), timeoutMs);
    await this.flush();
    clearTimeout(timer);
  }

  #giveUp(): void {
    this.#ending.abort();
    const left = this.#queue;
    this.#settle(left.length);
    for (const { event } of left) this.#drop(event, closed);
  }

  #start(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#isSending) void this.#sendAll();
  }

  async #sendAll(): Promise<void> {
    this.#isSending = true;
    try {
      while (this.#queue.length > 0) await this.#sendSome();
    } finally {
      this.#isSending = false;
    }
  }

  async #sendSome(): Promise<void> {
    const bytesMax = this.#page.isHidden() ? LEAVING_BYTES_MAX : undefined;
    const batch = this.#queue.slice(0, batchSize(this.#queue, this.#batchMax, bytesMax));
    const events = batch.map(({ event }) => event);
    const { signal } = this.#ending;
    let rejected: readonly Rejection[];
    try {
      rejected = await untilAnswered(() => this.#call(batch), { signal });
    } catch (error) {
      if (!signal.aborted) this.#refused(events, error);
      return;
    }
    if (signal.aborted) return;
    this.#settle(batch.length);
    for (const one of rejected) this.#drop(events[one.index]!, one);
  }

  async #call(batch: readonly Queued[]): Promise<readonly Rejection[]> {
    this.#underWay = batch;
    try {
      return await this.#post(batch);
    } finally {
      this.#underWay = [];
    }
  }

  #post(batch: readonly Queued[]): Promise<readonly Rejection[]> {
    const events = batch.map(({ event }) => event);
    return this.#send(events, bytesOf(batch));
  }

  /**
   * What waits behind a call under way, or for it to be made again, would be gone with the page: it goes at
   * once as well, as far as a browser lets it. If the page stays it is sent again, and counts once.
   */
  #leave(): void {
    if (!this.#isSending) return this.#start();
    const rest = this.#queue.slice(this.#underWay.length);
    const bytesMax = LEAVING_BYTES_MAX - bytesOf(this.#underWay);
    const last = rest.slice(0, batchSize(rest, this.#batchMax, bytesMax));
    if (last.length > 0) void this.#post(last).catch(() => {});
  }

  #refused(events: readonly Event[], error: unknown): void {
    const isTooMuch = error instanceof FreshetProblem && error.status === 413;
    if (isTooMuch && events.length > 1) {
      this.#batchMax = Math.ceil(events.length / 2);
      return;
    }
    const problem = problemOf(error);
    const reasons = new Map(problem.rejected.map((one) => [one.index, one]));
    this.#settle(events.length);
    for (const [i, event] of events.entries()) this.#drop(event, reasons.get(i) ?? problem);
  }

  /** So many from the head are done with. */
  #settle(amount: number): void {
    this.#queue = this.#queue.slice(amount);
    this.#settled += amount;
    const ready = this.#waiting.filter(({ until }) => until());
    this.#waiting = this.#waiting.filter((one) => !ready.includes(one));
    for (const { resolve } of ready) resolve();
  }

  #until(until: () => boolean): Promise<void> {
    if (until()) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ until, resolve }));
  }

  #drop(event: Event, { code, message }: Problem): false {
    this.#options.onDrop({ event, code, message });
    return false;
  }
}

const bytesOf = (batch: readonly Queued[]): number =>
  batch.reduce((sum, { bytes }) => sum + bytes, 0);

/** What no server has said is a fault of ours or of a `fetch` that was handed in. */
function problemOf(error: unknown): FreshetProblem {
  if (error instanceof FreshetProblem) return error;
  return new FreshetProblem(0, { code: 'CALL_FAILED', message: String(error) }, { cause: error });
}

const full = (eventsMax: number): Problem => ({
  code: 'QUEUE_FULL',
  message: `${eventsMax} events wait already; wait for room() before the next one.`,
});

const closed: Problem = {
  code: 'CLOSED',
  message: 'The client was closed before the event was known to have arrived.',
};

function warn({ event, code, message }: Dropped): void {
  console.warn(`Freshet: a ${event.type} was not sent (${code}): ${message}`);
}
