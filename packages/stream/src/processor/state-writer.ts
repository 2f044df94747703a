import type { Log } from '../log.ts';
import type { ProcessorMetrics } from './metrics.ts';
import type { PartitionState } from './partition-state.ts';
import type { Processor } from './processor.ts';

export interface StateWriterOptions<Input, State, Output> {
  readonly processor: Pick<
    Processor<Input, State, Output>,
    'flushIntervalMs' | 'flushKeysMax' | 'group' | 'snapshot'
  >;
  readonly state: Pick<
    PartitionState<Input, State, Output>,
    | 'changedCount'
    | 'isCurrent'
    | 'lastReceivedAt'
    | 'reset'
    | 'snapshots'
    | 'takeReceivedAt'
    | 'write'
  >;
  readonly log: Pick<Log, 'publisher'>;
  readonly metrics: ProcessorMetrics;
  /** Epoch ms. */
  readonly clock: () => number;
}

/** What is old already may wait as long again for its write, but at most so many intervals. */
const BACKLOG_INTERVALS_MAX = 5;
/** A backlog has come to its end when nothing has come for so long. */
const QUIET_MS = 200;

/** Brings what one partition has done in memory into the store: at once, or with what comes after. */
export class StateWriter<Input, State, Output> {
  readonly #o: StateWriterOptions<Input, State, Output>;
  readonly #onDue: () => void;
  #lastWriteAt = 0;
  #timer: NodeJS.Timeout | undefined;

  /** `onDue` is called when it is time for a write that no batch has brought about. */
  constructor(options: StateWriterOptions<Input, State, Output>, onDue: () => void) {
    this.#o = options;
    this.#onDue = onDue;
  }

  /**
   * At most once per interval under load, at once when it was quiet before. More seldom in a backlog:
   * one write then takes in more changes of the same keys, and nobody waits for any of them.
   */
  async writeWhenDue(): Promise<boolean> {
    const { state, processor, clock } = this.#o;
    const { flushIntervalMs, flushKeysMax } = processor;
    const now = clock();
    const sinceWriteMs = now - this.#lastWriteAt;
    const backlogMs = Math.min(now - state.lastReceivedAt, BACKLOG_INTERVALS_MAX * flushIntervalMs);
    const isDue = sinceWriteMs >= Math.max(flushIntervalMs, backlogMs);
    if (isDue || state.changedCount >= flushKeysMax / 2) return this.write();
    this.cancel();
    this.dueIn(Math.max(flushIntervalMs - sinceWriteMs, Math.min(backlogMs, QUIET_MS)));
    return true;
  }

  /** Publishes snapshots, then writes state and fence; false: another owner was faster. */
  async write(): Promise<boolean> {
    const { state, processor, log, metrics, clock } = this.#o;
    this.cancel();
    const snapshots = state.snapshots();
    if (snapshots.length > 0) {
      // The topic has no fence: an older line behind the new owner's would stay until the next change.
      if (!(await state.isCurrent())) return this.outrun();
      await log.publisher.publish(processor.snapshot!.topic, snapshots);
    }
    if (!(await state.write())) return this.outrun();
    const now = clock();
    this.#lastWriteAt = now;
    const freshness = metrics.freshness.labels({ group: processor.group });
    for (const receivedAt of state.takeReceivedAt()) {
      freshness.observe(Math.max(0, now - receivedAt) / 1000);
    }
    return true;
  }

  /** Another owner has moved the fence: nothing in memory holds any more. */
  outrun(): false {
    this.#o.metrics.stale.inc({ group: this.#o.processor.group });
    this.#o.state.reset();
    return false;
  }

  dueIn(ms: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#onDue();
    }, ms);
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
