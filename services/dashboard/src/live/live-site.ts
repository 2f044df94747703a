import { actOf } from '../acts/act.ts';
import { urlOf } from '../acts/page.ts';
import type { BehaviourEvent } from '@freshet/events';
import type { LiveDelta, LiveEvent, LiveSnapshot, LiveWindow } from '../shapes/live.ts';
import { EventFeed } from './event-feed.ts';
import { RecentSeconds } from './recent-seconds.ts';
import { type Arrival, RecentWindow } from './recent-window.ts';

/** What is seen second by second, in ms. */
export const LIVE_MS = 300_000;
/** A clock may run ahead of this one so far: ingest stamps events with its own. */
const CLOCK_SLACK_MS = 5_000;

interface JudgedArrival extends Arrival {
  /** Asked for what is shown alone: it costs more than counting does. */
  problemsOf(): LiveEvent['problems'];
}

/** One site as it is now. */
export class LiveSite {
  readonly #seconds = new RecentSeconds(LIVE_MS);
  readonly #window = new RecentWindow(LIVE_MS);
  readonly #feed: EventFeed;
  #isChanged = false;

  constructor(random: () => number) {
    this.#feed = new EventFeed(random);
  }

  take(event: BehaviourEvent, arrival: JudgedArrival, now: number): void {
    const isRecent = event.at >= now - LIVE_MS && event.at <= now + CLOCK_SLACK_MS;
    if (isRecent) {
      const act = actOf(event);
      this.#window.add(act, arrival);
      if (!arrival.isDuplicate) this.#seconds.add(act);
    }
    // What was done offline is late, and yet news.
    this.#feed.offer(() => describe(event, arrival), now);
    this.#isChanged = true;
  }

  /** What a visitor did stays counted, and is shown no more. */
  forget({ userId, anonymousId }: BehaviourEvent): void {
    this.#feed.forget((event) => {
      return userId === null
        ? event.userId === null && event.anonymousId === anonymousId
        : event.userId === userId;
    });
  }

  /** Whether anything has come since the last delta. */
  get isChanged(): boolean {
    return this.#isChanged;
  }

  snapshot(now: number): Omit<LiveSnapshot, 'site' | 'windows'> & { window: LiveWindow } {
    this.#expire(now);
    return {
      at: now,
      seconds: this.#seconds.all(),
      window: this.#describeWindow(now),
      events: this.#feed.recent,
      sampling: this.#feed.sampling(now),
    };
  }

  takeDelta(now: number): LiveDelta {
    this.#isChanged = false;
    this.#expire(now);
    const events = this.#feed.take(now);
    return {
      at: now,
      seconds: this.#seconds.takeChanged(),
      windows: [this.#describeWindow(now)],
      events,
      sampling: this.#feed.sampling(now),
    };
  }

  #expire(now: number): void {
    this.#seconds.expire(now);
    this.#window.expire(now);
  }

  #describeWindow(now: number): LiveWindow {
    return { lengthS: 300, ...this.#window.describe(now) };
  }
}

function describe(
  event: BehaviourEvent,
  { isDuplicate, isInCatalogue, problemsOf }: JudgedArrival,
): LiveEvent {
  const { id, type, at, receivedAt, userId, anonymousId, sessionId, itemId, items } = event;
  const { value, currency, recommId, context } = event;
  return {
    id,
    type,
    at,
    receivedAt,
    userId,
    anonymousId,
    sessionId,
    itemId,
    items: items.length,
    url: urlOf(context),
    value,
    currency,
    recommId,
    isDuplicate,
    isInCatalogue,
    problems: problemsOf(),
  };
}
