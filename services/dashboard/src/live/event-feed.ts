import type { LiveEvent, Sampling } from '../shapes/live.ts';
import { SampledMinute } from './sampled-minute.ts';

/** Events shown of so many ms; further ones take the place of others at random. */
const SHOWN_MAX = 20;
const SLICE_MS = 500;
/** Events that a snapshot shows, and that wait for a delta. */
const RECENT_MAX = 100;

/**
 * The newest events one by one: all of them while they are few, else an even selection of each half
 * second, whether or not anybody looks.
 */
export class EventFeed {
  readonly #random: () => number;
  readonly #minute = new SampledMinute();
  #recent: LiveEvent[] = [];
  /** The newest that were not yet taken. */
  #news: LiveEvent[] = [];
  /** Of the half second under way, those selected and how many there were. */
  #shown: LiveEvent[] = [];
  #seen = 0;
  #until = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** `event` is called for those that are shown: making one costs more than counting it. */
  offer(event: () => LiveEvent, now: number): void {
    if (now >= this.#until) this.#beginSlice(now);
    this.#seen++;
    if (this.#shown.length < SHOWN_MAX) {
      this.#shown.push(event());
      return;
    }
    const place = Math.floor(this.#random() * this.#seen);
    if (place >= SHOWN_MAX) return;
    // The newest stay last.
    this.#shown.splice(place, 1);
    this.#shown.push(event());
  }

  /** Shows and hands over no more of these. */
  forget(isTheirs: (event: LiveEvent) => boolean): void {
    const others = (event: LiveEvent) => !isTheirs(event);
    this.#recent = this.#recent.filter(others);
    this.#news = this.#news.filter(others);
    this.#shown = this.#shown.filter(others);
  }

  /** As of when they were taken last, in order of arrival. */
  get recent(): readonly LiveEvent[] {
    return this.#recent;
  }

  /** Of the minute before the last call of `take`, and what has ended since. */
  sampling(now: number): Sampling {
    return this.#minute.sampling(now);
  }

  /** What has come since the last call, in order of arrival; of a long time the newest. */
  take(now: number): readonly LiveEvent[] {
    this.#beginSlice(now);
    const events = this.#news;
    this.#news = [];
    return events;
  }

  #beginSlice(now: number): void {
    if (this.#seen > 0) {
      this.#minute.add(this.#shown.length, this.#seen, now);
      this.#recent = [...this.#recent, ...this.#shown].slice(-RECENT_MAX);
      this.#news = [...this.#news, ...this.#shown].slice(-RECENT_MAX);
    }
    this.#shown = [];
    this.#seen = 0;
    this.#until = now + SLICE_MS;
  }
}
