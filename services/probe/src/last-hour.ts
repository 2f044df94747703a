import type { Outcome } from './metrics.ts';

const MINUTE_MS = 60_000;
const MINUTES = 60;

/** What a probe found lately, for people; over longer spans its metrics tell. */
export interface Standing {
  /** Of the newest round; null before the first. */
  readonly last: { readonly outcome: Outcome; readonly at: number } | null;
  /** Of whole minutes, the current one with it. */
  readonly lastHour: { readonly rounds: number; readonly fresh: number };
}

/** Rounds of the last 60 minutes, by minute. */
export class LastHour {
  readonly #minutes = new Map<number, { rounds: number; fresh: number }>();
  #last: Standing['last'] = null;

  /** `at`: epoch ms. */
  add(outcome: Outcome, at: number): void {
    this.#last = { outcome, at };
    const number = Math.floor(at / MINUTE_MS);
    const minute = this.#minutes.get(number) ?? { rounds: 0, fresh: 0 };
    minute.rounds++;
    if (outcome === 'fresh') minute.fresh++;
    this.#minutes.set(number, minute);
    this.#drop(at);
  }

  standing(at: number): Standing {
    this.#drop(at);
    const lastHour = { rounds: 0, fresh: 0 };
    for (const { rounds, fresh } of this.#minutes.values()) {
      lastHour.rounds += rounds;
      lastHour.fresh += fresh;
    }
    return { last: this.#last, lastHour };
  }

  /** Those of a clock that was set back with the old ones. */
  #drop(at: number): void {
    const current = Math.floor(at / MINUTE_MS);
    for (const number of this.#minutes.keys()) {
      if (number <= current - MINUTES || number > current) this.#minutes.delete(number);
    }
  }
}
