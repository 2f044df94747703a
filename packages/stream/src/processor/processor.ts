import type { Topic } from '@freshet/events';
import type { ValueCodec } from '@freshet/store';
import type { LogRecord, OutgoingRecord } from '../log.ts';

/**
 * One consumer group with state: what it reads, the state it keeps per key, what it derives. It is a
 * declaration and a pure decision; reading, fencing, publishing and retrying are the runner's.
 *
 * `process` must be deterministic: its input and state, event time, nothing else. A crash repeats a
 * batch from the same state, and must come to the same end. Only what it observes may differ then.
 */
export interface Processor<Input, State, Output, Observation = unknown, Handover = unknown> {
  readonly group: string;
  readonly input: Topic;
  readonly codec: ValueCodec<State>;
  /** Seconds after its last change when the store may drop a value, of all keys or of each. */
  readonly stateTtlS: number | ((key: string, state: State) => number);
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
  process(input: Input, state: State | undefined): Result<State, Output, Observation, Handover>;
  /** Where outputs go; without it there are none. */
  readonly derived?: Derived<Output>;
  /**
   * How keys of this processor tell each other something, across partitions: back through its own input,
   * where `decode` gives it a source of its own. Without it there must be none.
   */
  readonly handovers?: Derived<Handover>;
  /** Where observations go; without it there must be none. */
  readonly observed?: Observed<Observation>;
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

export interface Result<State, Output, Observation = unknown, Handover = unknown> {
  readonly state: State | undefined;
  readonly outputs: readonly Output[];
  readonly handovers?: readonly Handover[];
  /** Occasions to look at the world as it is before these outputs are part of it. */
  readonly observations?: readonly Observation[];
}

/**
 * Tells a further topic of the world as it was when a slice of the input was processed. Records are
 * made and published before the slice's outputs are, so that they cannot have the outputs' effects in
 * them; and since a crash repeats a slice whose outputs may be out already, what is told of an offset
 * first is what counts: the reader has to drop what comes again of a source offset.
 *
 * Optional news: what cannot be made or published in time is left out, with one warning per outage, and
 * the batch goes on. An offset whose outputs were published is not observed again by the same process;
 * only one that is killed right after it left something out may tell of it late.
 */
export interface Observed<Observation> {
  readonly topic: string;
  /** A batch waits no longer for its news, in ms; a visitor's own answer waits with it. */
  readonly waitMsMax: number;
  /** May read anything, need not be deterministic, may leave out what it likes. */
  records(
    sourcePartition: number,
    observations: Observations<Observation>,
  ): Promise<readonly OutgoingRecord[]>;
}

/** Observations with, for each, the offset of the record that occasioned it; in columns, offsets rising. */
export interface Observations<Observation> {
  readonly offsets: readonly number[];
  readonly observations: readonly Observation[];
}

/** Outputs travel in one message per source batch and target partition, in the order of the source. */
export interface Derived<Output> {
  readonly topic: string;
  key(output: Output): string;
  encode(sourcePartition: number, outputs: Sourced<Output>): Uint8Array;
  /** Outputs at which a message is cut, at the next source offset; 128 without it. */
  readonly messageMax?: number;
}

/** Outputs with, for each, the offset of the record it was derived from; in columns, offsets rising. */
export interface Sourced<Output> {
  readonly offsets: readonly number[];
  readonly outputs: readonly Output[];
}

export interface Snapshot<State> {
  readonly topic: string;
  /** null: the table has no line of this key. */
  record(key: string, state: State): OutgoingRecord | null;
}
