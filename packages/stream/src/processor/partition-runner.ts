import type { Logger } from '@freshet/runtime';
import { processTraced, type ProcessingSpans, type Tracing } from '@freshet/tracing';
import type { Batch, Log, PartitionOffsets, Pause, Position, Verdict } from '../log.ts';
import { bury } from './burial.ts';
import { decodeEach } from './decoding.ts';
import { createFailureGuard, type FailureGuard } from './failure-guard.ts';
import { checksum, unreadRecords } from './fence-check.ts';
import type { ProcessorMetrics } from './metrics.ts';
import { Observer } from './observer.ts';
import { NO_CHECKSUM, type PartitionState } from './partition-state.ts';
import type { Processor } from './processor.ts';
import { ReadingPosition } from './reading-position.ts';
import { cutIntoSlices, type DecodedSlice, type Poison } from './slices.ts';
import { type ProcessingFailure, processSlice } from './slice-processing.ts';
import { StateWriter } from './state-writer.ts';

/** Answer of a partition that has come to its end and stands there. */
const STANDING: Pause = { pauseMs: 60_000 };

export interface PartitionRunnerOptions<Input, State, Output> {
  readonly processor: Processor<Input, State, Output>;
  readonly state: PartitionState<Input, State, Output>;
  /** Offset before which the partition ends; undefined: never. */
  readonly end: number | undefined;
  readonly log: Log;
  readonly logger: Logger;
  readonly metrics: ProcessorMetrics;
  readonly tracing?: Tracing | undefined;
  readonly clock: () => number;
  offsets(partition: number): Promise<PartitionOffsets>;
  /** Has the engine read the partition again from this offset. */
  rewind(offset: number): void;
  onFatal(error: Error): void;
}

/**
 * Takes one partition through read → process → tell → publish → apply → resolve (DESIGN §4). A crash between
 * two steps repeats the batch from the same state with the same result; a second owner's `apply` is
 * stale, and then everything in memory is dropped and read again.
 */
export class PartitionRunner<Input, State, Output> {
  readonly #o: PartitionRunnerOptions<Input, State, Output>;
  #lock: Promise<unknown> = Promise.resolve();
  /** Where the engine was last sent back to. What it handed over before that is of no use. */
  #rewound: { readonly next: number } | undefined;
  /** The store was found to hold another fence, and this partition has not begun again from it. */
  #outdated = false;
  /** Nothing is begun any more. */
  #closed = false;
  readonly #reading: ReadingPosition;
  readonly #writer: StateWriter<Input, State, Output>;
  readonly #observer: Observer<unknown> | undefined;
  /** Records at one of which the processor threw. */
  #suspects: Pick<ProcessingFailure, 'first' | 'last'> | undefined;
  readonly #guarded: FailureGuard;

  constructor(options: PartitionRunnerOptions<Input, State, Output>) {
    this.#o = options;
    this.#reading = new ReadingPosition(options);
    this.#writer = new StateWriter(options, () => void this.#writeLater());
    this.#guarded = createFailureGuard(options);
    const { observed, group } = options.processor;
    const { partition } = options.state.partition;
    this.#observer = observed && new Observer(observed, { ...options, group, partition });
  }

  /** Where to read on from: the fence, seen again at each assignment. */
  position(): Promise<Position | Pause> {
    return this.#inTurn(async (sentBack) => {
      if (this.#closed) return STANDING;
      const offset = sentBack ?? (await this.#reading.locate());
      return this.#isDone ? STANDING : { offset };
    });
  }

  /** Offset of the next record to process; 0 before the fence was read. */
  get next(): number {
    return this.#o.state.next;
  }

  get #isDone(): boolean {
    const { end, state } = this.#o;
    return end !== undefined && state.next >= end;
  }

  handle(batch: Batch): Promise<Verdict> {
    return this.#inTurn(async (next) => {
      if (this.#closed) return STANDING;
      return next === undefined ? this.#handle(batch) : { next };
    });
  }

  /**
   * A call of the engine. If the engine is sent back while the call waits, its batch lies behind a
   * hole, and a newer answer would lose against the older seek: the only answer is where it was sent.
   */
  #inTurn<T>(work: (sentBack: number | undefined) => Promise<T>): Promise<T | Pause> {
    const before = this.#rewound;
    return this.#exclusively(() =>
      this.#guarded(() => work(this.#rewound === before ? undefined : this.#rewound?.next)),
    );
  }

  /**
   * Looks whether the store was emptied, or lost its tail, under this partition: without new records
   * nothing else would touch it, and its visitors would stay unknown. The log fills the hole.
   */
  async verify(): Promise<void> {
    const { state } = this.#o;
    // What is not loaded is on its way back by itself; a success here would end its alarm.
    if (!state.loaded && !this.#outdated) return;
    await this.#apart(async () => {
      this.#outdated ||= state.loaded && !(await state.isCurrent().catch(() => true));
      if (!this.#outdated) return;
      state.reset();
      this.#rewind(await this.#reading.locate());
      this.#outdated = false;
    });
  }

  /** Ends a batch under way at its next slice, and writes what is only in memory. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#exclusively(async () => {
      this.#writer.cancel();
      if (this.#o.state.loaded && this.#o.state.unwritten) await this.#writer.write();
    });
  }

  /** Batches, the flush timer and assignments take turns. */
  #exclusively<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#lock.then(work);
    this.#lock = done.catch(() => undefined);
    return done;
  }

  async #handle(batch: Batch): Promise<Verdict> {
    const { state, processor, metrics } = this.#o;
    const endTimer = metrics.batch.startTimer({ group: processor.group });
    if (!state.loaded) {
      const offset = await this.#reading.locate();
      if (offset !== batch.records[0]!.offset) return { next: offset };
    }
    if (this.#isDone) return STANDING;
    const { end = Infinity } = this.#o;
    const unread = unreadRecords(batch.records, this.#reading.standing);
    const entries = decodeEach(
      processor,
      unread.filter(({ offset }) => offset < end),
    );
    for (const slice of cutIntoSlices(entries, processor.flushKeysMax / 2, this.#isSuspect)) {
      if (this.#isCutShort(batch)) break;
      const done = 'poison' in slice ? await this.#bury(slice.poison) : await this.#trace(slice);
      if (!done) return { next: await this.#reading.locate() };
      await batch.heartbeat();
    }
    endTimer();
    const isEnd = batch.records.at(-1)!.offset >= end - 1 && !this.#isCutShort(batch);
    if (!isEnd) return { next: state.next };
    return (await this.#finish(end)) ? STANDING : { next: await this.#reading.locate() };
  }

  #isCutShort({ signal }: Batch): boolean {
    return signal.aborted || this.#closed;
  }

  /** All before the end is processed; the fence says so, also where the last offsets have no record. */
  async #finish(end: number): Promise<boolean> {
    const { state } = this.#o;
    if (state.next < end) state.advance(end, NO_CHECKSUM);
    return this.#settle();
  }

  /** One slice, in spans of those of its records that are part of a trace. */
  #trace(slice: DecodedSlice<Input>): Promise<boolean> {
    const { tracing, processor, state } = this.#o;
    if (tracing === undefined) return this.#run(slice, undefined);
    const { group, input } = processor;
    const { partition } = state.partition;
    const records = slice.entries.map(({ record }) => record);
    const work = { group, topic: input.name, partition, records };
    return processTraced(tracing, work, (spans) => this.#run(slice, spans));
  }

  /** One slice: fetch state, process, tell and publish what follows from it, write. false: begin again. */
  async #run(slice: DecodedSlice<Input>, spans: ProcessingSpans | undefined): Promise<boolean> {
    const { state, processor, log, metrics } = this.#o;
    const { entries, keys } = slice;
    if (!(await state.fetch(keys))) return this.#writer.outrun();
    // What lies before a suspect must not go with it.
    if (this.#isSuspect(entries[0]!.record.offset) && !(await this.#settle())) return false;
    const processed = processSlice(slice, { ...this.#o, spans });
    if ('error' in processed) return this.#setApart(slice, processed);
    const { observed, messages } = processed;
    if (observed.offsets.length > 0) await this.#observer?.tell(observed);
    for (const { topic, records } of messages) await log.publisher.publish(topic, records);
    const last = entries.at(-1)!.record;
    state.advance(last.offset + 1, checksum(last));
    const inputs = entries.reduce((sum, entry) => sum + entry.keys.length, 0);
    const repeated = state.takeRepeated();
    metrics.inputs.inc({ group: processor.group }, inputs - repeated);
    metrics.repeated.inc({ group: processor.group }, repeated);
    return this.#writer.writeWhenDue();
  }

  /**
   * State is changed in place, so after a throw nothing in memory holds: it is dropped, and all since
   * the fence begins again, with the suspects each in a slice of its own. One that throws there is
   * poison. What was published before comes out the same, and is dropped where it was seen.
   */
  async #setApart({ entries }: DecodedSlice<Input>, failure: ProcessingFailure): Promise<boolean> {
    const { state } = this.#o;
    const { next, unwritten } = state;
    state.reset();
    if (entries.length > 1 || unwritten) {
      this.#suspects = failure;
      return false;
    }
    await state.load();
    if (state.next !== next) return this.#writer.outrun();
    return this.#bury({ record: entries[0]!.record, step: 'process', error: failure.error });
  }

  #isSuspect = (offset: number): boolean =>
    this.#suspects !== undefined && offset >= this.#suspects.first && offset <= this.#suspects.last;

  /** All before the poison is written, then the letter, then the offset moves. false: begin again. */
  async #bury(poison: Poison): Promise<boolean> {
    const { state } = this.#o;
    if (!(await this.#settle())) return false;
    await bury(poison, this.#o);
    state.advance(poison.record.offset + 1, checksum(poison.record));
    return this.#settle();
  }

  /** Nothing is only in memory; false: another owner was faster. */
  async #settle(): Promise<boolean> {
    return !this.#o.state.unwritten || this.#writer.write();
  }

  /**
   * The write that no batch will bring about. If memory had to be dropped, the engine stands behind
   * records that have no effect yet and is sent back.
   */
  async #writeLater(): Promise<void> {
    const { state } = this.#o;
    await this.#apart(async () => {
      if (state.loaded && (!state.unwritten || (await this.#writer.write()))) return;
      this.#rewind(await this.#reading.locate());
    });
  }

  /** Work that no batch brings about, in its turn. If it drops memory, time alone has to mend that. */
  async #apart(work: () => Promise<void>): Promise<void> {
    try {
      const pause = await this.#exclusively(() => this.#guarded(work));
      if (pause) this.#writer.dueIn(pause.pauseMs);
    } catch (error) {
      this.#o.onFatal(error as Error);
    }
  }

  #rewind(offset: number): void {
    this.#rewound = { next: offset };
    this.#o.rewind(offset);
  }
}
