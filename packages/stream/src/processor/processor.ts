import type { Topic } from '@freshet/events';
import type { ValueCodec } from '@freshet/store';
import type { LogRecord, OutgoingRecord } from '../log.ts';

/**
 * One consumer group with state: what it reads, the state it keeps per key, what it derives. It is a
 * declaration and a pure decision; reading, fencing, publishing and retrying are the runner's.
 *
 * `process` must be deterministic: its input and state, event time, nothing else. A crash repeats a
 * batch from the same state, and must come to the same end.
 */
export interface Processor<Input, State, Output> {
  readonly group: string;
  readonly input: Topic;
  readonly codec: ValueCodec<State>;
  /** Seconds after its last change when the store may drop a value. */
  readonly stateTtlS: number;
  /**
   * The inputs in one record, each touching one key.
   * @throws Undecodable, UnknownSchema of `@freshet/events`.
   */
  decode(record: LogRecord): Decoded<Input>;
  key(input: Input): string;
  /** Effective time of the event behind the input, epoch ms. */
  at(input: Input): number;
  /** When ingest received the event behind the input, epoch ms; for the freshness histogram. */
  receivedAt(input: Input): number;
  /**
   * `state` undefined: none yet; may be changed in place. Returning state undefined deletes it. A
   * record on which this, or anything else in here, throws has no effect at all: it goes to dead
   * letters, and where it is our own it stops the partition.
   */
  process(input: Input, state: State | undefined): Result<State, Output>;
  /** Where outputs go; without it there are none. */
  readonly derived?: Derived<Output>;
  /**
   * Least time between two writes of a partition's state, in ms, up to five times as long in a
   * backlog; 0: with every batch. While waiting, state lives in memory and the fence stands still, so
   * a crash repeats that much.
   */
  readonly flushIntervalMs: number;
  /** Changed keys at which state is written in any case; bounds memory and the size of one `apply`. */
  readonly flushKeysMax: number;
  /** A record for a table topic, published with each write of a key's state. */
  readonly snapshot?: Snapshot<State>;
}

export interface Decoded<Input> {
  readonly inputs: readonly Input[];
  /**
   * For what was derived or copied: the source partition and, per input, its offset there. An input whose offset
   * was seen before is a repetition and is dropped, also when the source batch was cut differently.
   */
  readonly source?: { readonly partition: number; readonly offsets: readonly number[] };
}

export interface Result<State, Output> {
  readonly state: State | undefined;
  readonly outputs: readonly Output[];
}

/** Outputs travel in one message per source batch and target partition, in the order of the source. */
export interface Derived<Output> {
  readonly topic: string;
  key(output: Output): string;
  encode(sourcePartition: number, outputs: Sourced<Output>): Uint8Array;
}

/** Outputs with, for each, the offset of the record it was derived from; in columns, offsets rising. */
export interface Sourced<Output> {
  readonly offsets: readonly number[];
  readonly outputs: readonly Output[];
}

export interface Snapshot<State> {
  readonly topic: string;
  record(key: string, state: State): OutgoingRecord;
}
