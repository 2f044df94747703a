import { FreshetError, type Logger } from '@freshet/runtime';
import { processTraced, type Tracing } from '@freshet/tracing';
import type { Batch, Log, PartitionOffsets, Pause, Position, Verdict } from '../log.ts';
import type { DeliveryMetrics } from './metrics.ts';
import type { AtMostOnce, PlainConsumer } from './plain-consumer.ts';
import { startingPoint } from './starting-point.ts';

/** Pauses after failures that pass by themselves, doubled each time. */
const RETRY_MS_MIN = 100;
const RETRY_MS_MAX = 5_000;
/** How often a partition that needs somebody looks whether it has been mended. */
const STOPPED_RETRY_MS = 15_000;
/** How often the position of a partition that is left unread is asked for. */
const UNREAD_MS = 600_000;

export interface PartitionDeliveryOptions {
  readonly consumer: PlainConsumer;
  readonly partition: number;
  readonly log: Log;
  readonly logger: Logger;
  readonly metrics: DeliveryMetrics;
  readonly tracing: Tracing | undefined;
  offsets(partition: number): Promise<PartitionOffsets>;
}

/** Takes one partition's batches through commit and work, in the order that the mode asks for. */
export class PartitionDelivery {
  readonly #o: PartitionDeliveryOptions;
  #failures = 0;
  #next: number | undefined;

  constructor(options: PartitionDeliveryOptions) {
    this.#o = options;
  }

  /** Offset of the next record to work on; undefined before the position was found out. */
  get next(): number | undefined {
    return this.#next;
  }

  async position(): Promise<Position | Pause> {
    const { consumer, partition } = this.#o;
    if (consumer.reads?.(partition) === false) return { pauseMs: UNREAD_MS };
    return this.#guarded(async () => ({ offset: await this.#locate() }));
  }

  async handle(batch: Batch): Promise<Verdict> {
    const { consumer, tracing } = this.#o;
    const { group, delivery } = consumer;
    const verdict = await this.#guarded(() =>
      processTraced(tracing, { ...batch, group }, () =>
        delivery === 'at-most-once' ? this.#once(consumer, batch) : consumer.work(batch),
      ),
    );
    if ('next' in verdict) this.#next = verdict.next;
    return verdict;
  }

  async #once(consumer: AtMostOnce, batch: Batch): Promise<Verdict> {
    const next = batch.records.at(-1)!.offset + 1;
    await batch.commit(next);
    try {
      await consumer.work(batch);
    } catch (err) {
      if (!(err instanceof FreshetError)) throw err;
      const { group, topic } = consumer;
      this.#o.metrics.lost.inc({ group }, batch.records.length);
      this.#o.logger.warn({ err, group, topic, partition: batch.partition }, 'work failed');
    }
    return { next };
  }

  async #locate(): Promise<number> {
    const { consumer, partition, log, metrics, logger } = this.#o;
    const { group, topic, begin } = consumer;
    const places = await log.admin.committed(group, topic);
    const place = places.find((entry) => entry.partition === partition);
    // Work done here and not yet committed need not be repeated.
    const committed = Math.max(place?.offset ?? -1, this.#next ?? -1);
    let offsets = await this.#o.offsets(partition);
    // The answer may have been under way before the commit.
    if (committed > offsets.end) offsets = await this.#o.offsets(partition);
    const { offset, missed, rewritten } = startingPoint(committed, offsets, begin);
    const fields = { group, topic, partition, committed, from: offset };
    if (missed > 0) {
      metrics.missed.inc({ group }, missed);
      logger.warn({ ...fields, missed }, 'retention removed records before they were read');
    }
    if (rewritten) logger.warn(fields, 'the log ends before what was committed; beginning anew');
    this.#next = offset;
    return offset;
  }

  /** Failures that pass by themselves pause the partition, known others stop it; the rest are bugs. */
  async #guarded<T>(work: () => Promise<T>): Promise<T | Pause> {
    try {
      const result = await work();
      this.#failures = 0;
      return result;
    } catch (err) {
      if (!(err instanceof FreshetError)) throw err;
      const { consumer, partition, logger } = this.#o;
      const fields = { err, group: consumer.group, partition };
      if (!err.retriable) {
        logger.error(fields, 'partition stopped');
        return { pauseMs: STOPPED_RETRY_MS };
      }
      const pauseMs = Math.min(RETRY_MS_MAX, RETRY_MS_MIN * 2 ** this.#failures++);
      logger.warn({ ...fields, pauseMs }, 'partition paused');
      return { pauseMs };
    }
  }
}
