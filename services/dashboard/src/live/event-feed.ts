import type { LiveEvent, Sampling } from '../shapes/live.ts';

/** Events shown between two deltas; further ones take the place of others at random. */
const SHOWN_MAX = 20;
/** Events that a snapshot shows. */
const RECENT_MAX = 100;

/** The newest events one by one: all of them while they are few, else an even selection. */
export class EventFeed {
  readonly #random: () => number;
  #recent: LiveEvent[] = [];
  #shown: LiveEvent[] = [];
  #seen = 0;
  #sampling: Sampling = { share: 1, shown: 0, leftOut: 0 };

  constructor(random: () => number) {
    this.#random = random;
  }

  /** `event` is called for those that are shown: making one costs more than counting it. */
  offer(event: () => LiveEvent): void {
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

  get recent(): readonly LiveEvent[] {
    return this.#recent;
  }

  /** Of the events that were taken last. */
  get sampling(): Sampling {
    return this.#sampling;
  }

  /** What has come since the last call, in order of arrival. */
  take(): readonly LiveEvent[] {
    const events = this.#shown;
    const [shown, seen] = [events.length, this.#seen];
    this.#sampling = { share: seen === 0 ? 1 : shown / seen, shown, leftOut: seen - shown };
    this.#recent = [...this.#recent, ...events].slice(-RECENT_MAX);
    this.#shown = [];
    this.#seen = 0;
    return events;
  }
}
