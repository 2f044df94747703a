import type { BehaviourEvent, DeadLetter } from '@freshet/events';
import { FreshetError, type Logger } from '@freshet/runtime';
import type { AtLeastOnce, Batch, Log, Pause, Verdict } from '@freshet/stream';
import { buryLetters } from './burial.ts';
import { consign, type Step } from './consignments.ts';
import type { Outcome } from './destination.ts';
import type { SinkMetrics } from './metrics.ts';
import type { SinkPlan } from './plan.ts';
import { backoffMs } from './retry-delay.ts';

/** A batch is left for another call after so long; what was delivered of it is committed then. */
const WORK_MS = 10_000;
/** Beside the delivery itself: dead letters that wait for the log. */
const HANDLE_SLACK_MS = 60_000;

export interface SinkOptions {
  readonly plan: SinkPlan;
  /** A topic of events; a sink runs on each. */
  readonly topic: string;
  /** Of the plan, on this topic. */
  readonly group: string;
  readonly log: Log;
  readonly metrics: SinkMetrics;
  readonly logger: Logger;
  readonly clock: () => number;
}

/** What a partition remembers between two attempts at the same delivery. */
interface Retry {
  readonly failures: number;
  /** Epoch ms. */
  readonly notBefore: number;
  /** Where the delivery ended, so that it is cut again as it was. */
  readonly until: number;
}

/**
 * Forwards the events of a topic to one destination, in order within each partition, at least once: an
 * offset is committed when all before it was taken, or refused and put to `dead.letters`. While the
 * destination is away, partitions stand still where they are; the log's retention is their bound.
 */
export function createSink(options: SinkOptions): AtLeastOnce {
  const { plan, topic, group, clock, metrics, logger } = options;
  const retries = new Map<number, Retry>();
  const wants = plan.events === 'all' ? () => true : isOutcome;
  return {
    group,
    topic,
    delivery: 'at-least-once',
    begin: 'earliest',
    commit: 'batch',
    handleTimeoutMs: WORK_MS + plan.timeoutMs + HANDLE_SLACK_MS,
    async work(batch) {
      const retry = retries.get(batch.partition);
      const pauseMs = (retry?.notBefore ?? 0) - clock();
      if (pauseMs > 0) return { pauseMs };
      const cut = { eventsMax: plan.batchEventsMax, until: retry?.until, wants };
      return work(batch, consign(batch.records, cut));
    },
  };

  /** As far as it comes; whatever stops it, what was delivered before is not repeated for it. */
  async function work(batch: Batch, steps: Iterable<Step>): Promise<Verdict> {
    const stopAt = clock() + WORK_MS;
    let done: Verdict | undefined;
    try {
      for (const step of steps) {
        const pause = await take(batch, step);
        if (pause !== undefined) return done ?? pause;
        done = { next: step.next };
        if (batch.signal.aborted || clock() >= stopAt) break;
      }
    } catch (error) {
      // The next call meets it first.
      if (!(error instanceof FreshetError) || done === undefined) throw error;
    }
    return done ?? { next: batch.records[0]!.offset };
  }

  /** undefined: done with. */
  async function take(batch: Batch, step: Step): Promise<Pause | undefined> {
    const { partition, signal } = batch;
    if ('unreadable' in step) {
      const { message } = step.unreadable;
      const why = { step: 'decode', code: 'RECORD_UNDECODABLE', message };
      await bury(partition, [step.record], why);
      return undefined;
    }
    if (step.events.length === 0) return undefined;
    const outcome = await plan.destination.deliver(step, signal);
    if (outcome.kind === 'failed') {
      return signal.aborted ? { pauseMs: 0 } : failed(partition, step.next, outcome);
    }
    if (outcome.kind === 'refused') {
      const { message, said } = outcome;
      const whole = said === '' ? message : `${message}: ${said}`;
      const why = { step: 'deliver', code: 'SINK_REFUSED', message: whole };
      logger.error({ partition, ...firstAndLast(step), reason: message }, 'events refused');
      await bury(partition, step.records, why);
    } else {
      metrics.delivered.inc(step.events.length);
    }
    retries.delete(partition);
    return undefined;
  }

  function failed(partition: number, until: number, outcome: Outcome & { kind: 'failed' }): Pause {
    const failures = (retries.get(partition)?.failures ?? 0) + 1;
    const pauseMs = Math.max(backoffMs(failures), outcome.retryAfterMs ?? 0);
    retries.set(partition, { failures, notBefore: clock() + pauseMs, until });
    metrics.failedAttempts.inc({ cause: outcome.cause });
    const fields = { partition, failures, pauseMs, cause: outcome.cause, reason: outcome.message };
    logger.warn(fields, 'delivery failed');
    return { pauseMs };
  }

  async function bury(
    partition: number,
    records: Batch['records'],
    why: Pick<DeadLetter, 'step' | 'code' | 'message'>,
  ): Promise<void> {
    const { log, clock: now } = options;
    await buryLetters(log, records, { ...why, topic, partition, group, at: now() });
    metrics.deadLetters.inc({ code: why.code }, records.length);
  }
}

/** What became of a recommendation: it brings the id of the answer it came from. */
const isOutcome = ({ recommId }: BehaviourEvent): boolean => recommId !== null;

const firstAndLast = ({ records }: Step & { readonly records: Batch['records'] }) => ({
  firstOffset: records[0]!.offset,
  lastOffset: records.at(-1)!.offset,
});
