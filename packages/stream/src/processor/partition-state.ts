import { UnknownSchema } from '@freshet/events';
import { FreshetError } from '@freshet/runtime';
import type { Fence, StatePartition, Store, Write } from '@freshet/store';
import type { OutgoingRecord } from '../log.ts';
import { BEGUN_KEY, checkNothingIsThere } from './missing-fence.ts';
import type { Processor, Result } from './processor.ts';
import type { DecodedEntry } from './slices.ts';
import { SOURCE_OFFSETS_KEY, SourceOffsets } from './source-offsets.ts';
import { StateCache } from './state-cache.ts';

/** Fresh inputs remembered between two writes, for the freshness histogram; later ones are not timed. */
const TIMED_INPUTS_MAX = 4096;

/** No record is remembered behind this fence: retention removed it. */
export const NO_CHECKSUM = -1;

export interface PartitionStateOptions<Input, State, Output> {
  readonly processor: Processor<Input, State, Output>;
  readonly store: Store;
  readonly partition: StatePartition;
  /** Offset at which a partition without fence begins. */
  readonly begin: number;
  readonly cacheKeysMax: number;
}

/** What a partition has done in memory beyond its fence. */
interface Progress {
  next: number;
  checksum: number;
  streamTime: number;
}

/**
 * One partition of a processor's state: what the store holds at `fence`, and what was processed in
 * memory since. All of it is a function of the log up to `next`.
 */
export class PartitionState<Input, State, Output> {
  readonly partition: StatePartition;
  readonly #processor: Processor<Input, State, Output>;
  readonly #store: Store;
  readonly #begin: number;
  readonly #cache: StateCache<State>;
  #fence: Fence | undefined;
  #progress: Progress;
  #sources = new SourceOffsets();
  #loaded = false;
  #receivedAt: number[] = [];
  #lastReceivedAt = 0;
  #repeated = 0;

  constructor(options: PartitionStateOptions<Input, State, Output>) {
    this.#processor = options.processor;
    this.#store = options.store;
    this.partition = options.partition;
    this.#begin = options.begin;
    this.#progress = this.#beginning();
    this.#cache = new StateCache(options.cacheKeysMax);
  }

  #beginning(): Progress {
    return { next: this.#begin, checksum: NO_CHECKSUM, streamTime: 0 };
  }

  get loaded(): boolean {
    return this.#loaded;
  }

  get fence(): Fence | undefined {
    return this.#fence;
  }

  /** Offset of the next record to process. */
  get next(): number {
    return this.#progress.next;
  }

  get unwritten(): boolean {
    return this.#progress.next !== (this.#fence?.next ?? this.#begin);
  }

  get changedCount(): number {
    return this.#cache.changedCount;
  }

  /**
   * Reads the fence. State in memory stays good while the fence is the one it was built on, since
   * equal fences mean equal state; otherwise it is dropped.
   * @throws FreshetError STORE_FENCE_MISSING when there is state without a fence.
   */
  async load(): Promise<void> {
    const { fence, values } = await this.#store.read(this.partition, [
      SOURCE_OFFSETS_KEY,
      BEGUN_KEY,
    ]);
    if (this.#loaded && sameFence(fence, this.#fence)) return;
    this.reset();
    if (fence === undefined) checkNothingIsThere(this.partition, values);
    this.#fence = fence;
    this.#progress = fence === undefined ? this.#beginning() : { ...fence };
    this.#sources = SourceOffsets.decode(values[0]);
    this.#loaded = true;
  }

  reset(): void {
    this.#cache.clear();
    this.#receivedAt = [];
    this.#repeated = 0;
    this.#loaded = false;
  }

  /**
   * Brings the keys' state into memory; false: the fence has moved, and nothing here holds any more.
   * @throws FreshetError SCHEMA_UNKNOWN for state of a newer release.
   */
  async fetch(keys: Iterable<string>): Promise<boolean> {
    const missing = [...keys].filter((key) => !this.#cache.has(key));
    if (missing.length === 0) return true;
    const { fence, values } = await this.#store.read(this.partition, missing);
    if (!sameFence(fence, this.#fence)) return false;
    if (fence === undefined) checkNothingIsThere(this.partition, values);
    missing.forEach((key, i) => {
      const bytes = values[i];
      this.#cache.load(key, bytes === undefined ? undefined : this.#decode(key, bytes));
    });
    return true;
  }

  /** What a newer process wrote stops the partition here, untouched, until one that reads it takes over. */
  #decode(key: string, bytes: Uint8Array): State {
    try {
      return this.#processor.codec.decode(bytes);
    } catch (cause) {
      if (!(cause instanceof UnknownSchema)) throw cause;
      const { group, partition } = this.partition;
      throw new FreshetError(
        'SCHEMA_UNKNOWN',
        `The state of ${group}/${partition} was written by a newer release: ${cause.message}.`,
        { cause, group, partition, key },
      );
    }
  }

  /** Processes a record's inputs; their keys must have been fetched. Repeated inputs are dropped. */
  process(
    { decoded, keys }: DecodedEntry<Input>,
    take: (result: Result<State, Output>) => void,
  ): void {
    const { inputs, source } = decoded;
    const seen = source === undefined ? -1 : this.#sources.highest(source.partition);
    for (let i = 0; i < inputs.length; i++) {
      if (source !== undefined && source.offsets[i]! <= seen) this.#repeated++;
      else take(this.#processInput(inputs[i]!, keys[i]!));
    }
    const last = source?.offsets.at(-1);
    if (source !== undefined && last !== undefined) this.#sources.advance(source.partition, last);
  }

  #processInput(input: Input, key: string): Result<State, Output> {
    const processor = this.#processor;
    const result = processor.process(input, this.#cache.get(key));
    this.#cache.change(key, result.state);
    const at = processor.at(input);
    if (at > this.#progress.streamTime) this.#progress.streamTime = at;
    this.#lastReceivedAt = processor.receivedAt(input);
    if (this.#receivedAt.length < TIMED_INPUTS_MAX) this.#receivedAt.push(this.#lastReceivedAt);
    return result;
  }

  /** Repeated inputs dropped since the last call. */
  takeRepeated(): number {
    const taken = this.#repeated;
    this.#repeated = 0;
    return taken;
  }

  /** All before `next` is processed; `checksum` is that of the last record. */
  advance(next: number, checksum: number): void {
    this.#progress.next = next;
    this.#progress.checksum = checksum;
  }

  /** Whether the store still stands where this state was built on. */
  async isCurrent(): Promise<boolean> {
    const { fence } = await this.#store.read(this.partition, []);
    return sameFence(fence, this.#fence);
  }

  /** One record per changed key for the processor's table topic. */
  snapshots(): OutgoingRecord[] {
    const { snapshot } = this.#processor;
    if (snapshot === undefined) return [];
    const records: OutgoingRecord[] = [];
    for (const [key, state] of this.#cache.changed()) {
      const record = state === undefined ? null : snapshot.record(key, state);
      if (record !== null) records.push(record);
    }
    return records;
  }

  /** Writes changed state and moves the fence; false: another owner has moved it, nothing was written. */
  async write(): Promise<boolean> {
    const next = { ...this.#progress };
    const change = { partition: this.partition, from: this.#fence, next, writes: this.#writes() };
    const applied = await this.#store.apply(change);
    // Standing where this write would have put it: an earlier try whose answer was lost did apply.
    if (applied.stale && !sameFence(applied.at, next)) return false;
    this.#fence = next;
    this.#cache.written();
    return true;
  }

  #writes(): Write[] {
    const { codec, stateTtlS } = this.#processor;
    const ttlOf = typeof stateTtlS === 'number' ? () => stateTtlS : stateTtlS;
    const writes: Write[] = [];
    for (const [key, state] of this.#cache.changed()) {
      if (state === undefined) writes.push({ key, value: null });
      else writes.push({ key, value: codec.encode(state), ttlS: ttlOf(key, state) });
    }
    if (!this.#sources.isEmpty) {
      writes.push({ key: SOURCE_OFFSETS_KEY, value: this.#sources.encode() });
    }
    if (this.#fence === undefined) writes.push({ key: BEGUN_KEY, value: Buffer.of(1) });
    return writes;
  }

  /** When the input processed last was received. */
  get lastReceivedAt(): number {
    return this.#lastReceivedAt;
  }

  /** When the inputs since the last call were received; their effect is written now. */
  takeReceivedAt(): readonly number[] {
    const taken = this.#receivedAt;
    this.#receivedAt = [];
    return taken;
  }
}

function sameFence(a: Fence | undefined, b: Fence | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.next === b.next && a.checksum === b.checksum && a.streamTime === b.streamTime;
}
