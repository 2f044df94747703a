/**
 * The store port: a key-value map whose writes are fenced. A partition's state and the fence that
 * says how far it has applied its input change in one atomic step, so state is a function of the
 * fence (DESIGN §4). Two engines implement it (`redis/`, `embedded/`) and one contract suite holds
 * both to what is written here.
 */
export interface Store {
  /** Values and fence of one moment; a key without value reads as undefined. */
  read(partition: StatePartition, keys: readonly string[]): Promise<State>;
  /**
   * If the fence is `from`, applies every write and moves it to `next`, in one atomic step;
   * otherwise changes nothing and says where the fence stands.
   * @throws FreshetError STORE_UNREACHABLE when the outcome is unknown: read again and compare.
   *   STORE_WRITE_INVALID before anything was changed.
   */
  apply(change: Change): Promise<Applied>;
  /** Values for readers outside the pipeline, each key on its own, without a fence. */
  get(refs: readonly StateRef[]): Promise<readonly (Uint8Array | undefined)[]>;
  /**
   * Removes all state and all fences of a namespace, bit by bit; what is written meanwhile may stay.
   * @throws FreshetError STORE_UNREACHABLE with part of it removed: call again.
   */
  dropNamespace(namespace: string): Promise<void>;
  /** @throws FreshetError STORE_UNREACHABLE, STORE_MISCONFIGURED. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** One partition of one group's state in one namespace. */
export interface StatePartition {
  readonly namespace: string;
  readonly group: string;
  readonly partition: number;
  /** How many partitions the group's input topic has; part of where the state lies. */
  readonly partitions: number;
}

/** How far a partition's state has applied its input. */
export interface Fence {
  /** Offset of the next record to apply. */
  readonly next: number;
  /** CRC-32 of the last applied record's value: tells whether the log is still the same one. */
  readonly checksum: number;
  /** Highest event time applied, epoch ms; the partition's "now". */
  readonly streamTime: number;
}

export interface State {
  /** undefined: nothing was ever applied. */
  readonly fence: Fence | undefined;
  readonly values: readonly (Uint8Array | undefined)[];
}

export interface Write {
  readonly key: string;
  /** null deletes. */
  readonly value: Uint8Array | null;
  /** Seconds after which the engine may drop the value: late garbage collection, never logic. */
  readonly ttlS?: number;
}

export interface Change {
  readonly partition: StatePartition;
  readonly from: Fence | undefined;
  readonly next: Fence;
  /** At most WRITES_MAX, no key twice. */
  readonly writes: readonly Write[];
}

/** Bound of one `apply`: a larger one would hold up the API's reads in Redis for many milliseconds. */
export const WRITES_MAX = 1024;

export type Applied =
  | { readonly stale: false }
  | { readonly stale: true; readonly at: Fence | undefined };

export interface StateRef {
  readonly partition: StatePartition;
  readonly key: string;
}
