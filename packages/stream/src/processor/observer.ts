import type { Logger } from '@freshet/runtime';
import { withDeadline } from '../deadline.ts';
import type { Log } from '../log.ts';
import type { ProcessorMetrics } from './metrics.ts';
import type { Observations, Observed } from './processor.ts';

/** After a failure nothing is told for so long, in ms, so that an outage costs no more than one wait in it. */
export const OUTAGE_MS = 10_000;

export interface ObserverOptions {
  readonly log: Pick<Log, 'publisher'>;
  readonly logger: Logger;
  readonly metrics: Pick<ProcessorMetrics, 'leftOut'>;
  /** Epoch ms. */
  readonly clock: () => number;
  readonly group: string;
  readonly partition: number;
}

/** Tells what one partition observes, each offset once, or leaves it out. */
export class Observer<Observation> {
  readonly #observed: Observed<Observation>;
  readonly #o: ObserverOptions;
  /** Highest offset that was told of or left out. */
  #through = -1;
  #failing = false;
  #silentUntil = 0;

  constructor(observed: Observed<Observation>, options: ObserverOptions) {
    this.#observed = observed;
    this.#o = options;
  }

  /** Resolves before the outputs may be published; never rejects. */
  async tell(all: Observations<Observation>): Promise<void> {
    const fresh = this.#freshOf(all);
    if (fresh.offsets.length === 0) return;
    this.#through = fresh.offsets.at(-1)!;
    if (await this.#isTold(fresh)) return;
    const { metrics, group } = this.#o;
    metrics.leftOut.inc({ group }, fresh.offsets.length);
  }

  async #isTold(fresh: Observations<Observation>): Promise<boolean> {
    const { clock, logger, group, partition } = this.#o;
    if (clock() < this.#silentUntil) return false;
    const { topic, waitMsMax } = this.#observed;
    try {
      const late = () => new Error(`not done after ${waitMsMax} ms`);
      await withDeadline(this.#publish(fresh), waitMsMax, late);
      if (this.#failing) logger.info({ group, partition, topic }, 'observations are told again');
      this.#failing = false;
      return true;
    } catch (err) {
      if (!this.#failing) {
        logger.warn({ err, group, partition, topic }, 'observations are left out');
      }
      this.#failing = true;
      this.#silentUntil = clock() + OUTAGE_MS;
      return false;
    }
  }

  async #publish(fresh: Observations<Observation>): Promise<void> {
    const records = await this.#observed.records(this.#o.partition, fresh);
    if (records.length > 0) await this.#o.log.publisher.publish(this.#observed.topic, records);
  }

  /** A repetition may see what its outputs did the first time. */
  #freshOf({ offsets, observations }: Observations<Observation>): Observations<Observation> {
    const first = offsets.findIndex((offset) => offset > this.#through);
    if (first === 0) return { offsets, observations };
    if (first < 0) return { offsets: [], observations: [] };
    return { offsets: offsets.slice(first), observations: observations.slice(first) };
  }
}
