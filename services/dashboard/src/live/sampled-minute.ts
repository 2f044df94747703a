import type { Sampling } from '../shapes/live.ts';

const SECOND_MS = 1_000;
const LENGTH_MS = 60_000;

/** Which part of the last minute's events was shown; moves on in seconds. */
export class SampledMinute {
  readonly #seconds = new Map<number, { shown: number; seen: number }>();

  add(shown: number, seen: number, now: number): void {
    this.#expire(now);
    const at = now - (now % SECOND_MS);
    const before = this.#seconds.get(at) ?? { shown: 0, seen: 0 };
    this.#seconds.set(at, { shown: before.shown + shown, seen: before.seen + seen });
  }

  sampling(now: number): Sampling {
    this.#expire(now);
    let [shown, seen] = [0, 0];
    for (const second of this.#seconds.values()) {
      shown += second.shown;
      seen += second.seen;
    }
    return { share: seen === 0 ? 1 : shown / seen, shown, leftOut: seen - shown };
  }

  #expire(now: number): void {
    for (const at of this.#seconds.keys()) {
      if (at < now - LENGTH_MS) this.#seconds.delete(at);
    }
  }
}
