import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Outcome, ProbeMetrics } from './metrics.ts';
import { ITEMS, type Pipeline, type Visit } from './pipeline.ts';

/** A visit known within it is fresh. */
export const FRESH_MS = 1_000;
/** Between two looks at the answer; doubled each time. */
const LOOK_MS_MIN = 10;
const LOOK_MS_MAX = 160;
/** A visit that nothing has known for so long is given up, for the next one. */
const GIVE_UP_MS = 60_000;

export interface RoundsOptions {
  readonly pipeline: Pipeline;
  readonly metrics: Pick<ProbeMetrics, 'freshness'>;
  /** Taken in turn; their profiles lie in many partitions. */
  readonly visitors: readonly string[];
  /** Milliseconds that never run backwards. */
  readonly clock: () => number;
}

interface Pending extends Visit {
  readonly sentAt: number;
  isTaken: boolean;
}

/**
 * Writes a visit and looks for it in the visitor's list, which leaves out what they look at. One visit
 * at a time: while it is not known further rounds wait for the same one, so that none is taken for another.
 */
export class Rounds {
  readonly #o: RoundsOptions;
  #pending: Pending | undefined;
  #turn = 0;

  constructor(options: RoundsOptions) {
    this.#o = options;
  }

  /** Ends when the visit is known, or is aborted when its time is over. */
  async round(signal: AbortSignal): Promise<Outcome> {
    const { pipeline } = this.#o;
    this.#pending ??= await this.#next(signal);
    const visit = this.#pending;
    if (visit === undefined) return 'read_failed';
    visit.isTaken ||= await pipeline.write(visit, signal);
    if (!visit.isTaken) return this.#without(visit, 'write_failed');
    let shown: readonly string[] | undefined;
    for (let waitMs = LOOK_MS_MIN; !signal.aborted; waitMs = Math.min(LOOK_MS_MAX, 2 * waitMs)) {
      shown = await pipeline.read(visit.visitor, signal);
      if (shown?.includes(visit.itemId) === false) return this.#known(visit);
      await delay(waitMs, undefined, { signal }).catch(() => {});
    }
    return this.#without(visit, shown === undefined ? 'read_failed' : 'late');
  }

  #known({ sentAt }: Pending): Outcome {
    const ms = this.#o.clock() - sentAt;
    this.#o.metrics.freshness.observe(ms / 1000);
    this.#pending = undefined;
    return ms <= FRESH_MS ? 'fresh' : 'late';
  }

  #without({ sentAt }: Pending, outcome: Outcome): Outcome {
    if (this.#o.clock() - sentAt > GIVE_UP_MS) this.#pending = undefined;
    return outcome;
  }

  /** Of the next visitor, to an item that their list has: only the visit can take it out. */
  async #next(signal: AbortSignal): Promise<Pending | undefined> {
    const { visitors, pipeline, clock } = this.#o;
    this.#turn += 1;
    const visitor = visitors[this.#turn % visitors.length]!;
    const shown = await pipeline.read(visitor, signal);
    const from = Math.floor(this.#turn / visitors.length);
    const turned = ITEMS.map((_, i) => ITEMS[(from + i) % ITEMS.length]!);
    const itemId = turned.find((item) => shown?.includes(item));
    if (itemId === undefined) return undefined;
    return { id: randomUUID(), visitor, itemId, sentAt: clock(), isTaken: false };
  }
}
