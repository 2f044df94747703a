import type { Act } from '../acts/act.ts';
import { amountsOf, Sums } from '../counts/sums.ts';
import type { LiveSecond } from '../shapes/live.ts';

const SECOND_MS = 1_000;

/** What happened in each of the last seconds, by event time. */
export class RecentSeconds {
  readonly #seconds = new Map<number, Sums>();
  readonly #changed = new Set<number>();
  readonly #lengthMs: number;

  constructor(lengthMs: number) {
    this.#lengthMs = lengthMs;
  }

  add(act: Act): void {
    const at = act.at - (act.at % SECOND_MS);
    let sums = this.#seconds.get(at);
    if (sums === undefined) this.#seconds.set(at, (sums = new Sums()));
    sums.add(act);
    this.#changed.add(at);
  }

  /** Lets go of what is older than the length. */
  expire(now: number): void {
    for (const at of this.#seconds.keys()) {
      if (at >= now - this.#lengthMs) continue;
      this.#seconds.delete(at);
      this.#changed.delete(at);
    }
  }

  /** Oldest first. */
  all(): LiveSecond[] {
    return this.#describe(this.#seconds.keys());
  }

  /** Those that changed since they were taken last, oldest first. */
  takeChanged(): LiveSecond[] {
    const changed = this.#describe(this.#changed);
    this.#changed.clear();
    return changed;
  }

  #describe(seconds: Iterable<number>): LiveSecond[] {
    return [...seconds].toSorted((a, b) => a - b).map((at) => describe(at, this.#seconds.get(at)!));
  }
}

function describe(at: number, { events, pageViews, orders, revenue, types }: Sums): LiveSecond {
  const { rows, other } = types.top(Infinity);
  const counts = Object.fromEntries(rows.map(({ name, count }) => [name, count]));
  if (other > 0) counts['other'] = (counts['other'] ?? 0) + other;
  return { at, events, pageViews, orders, revenue: amountsOf(revenue), types: counts };
}
