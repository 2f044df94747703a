/** `GET /v1/dashboard/health`: how the pipeline does. */
export interface Health {
  readonly at: number;
  readonly groups: readonly GroupHealth[];
  /** From accepted by ingest until the effect is visible, by group, since the process started. */
  readonly freshness: readonly Freshness[];
  readonly intake: Intake;
  /** What the freshness probe found; null where there is none, or it does not answer. */
  readonly probe: ProbeStanding | null;
  /** Partitions that are stopped and need somebody. */
  readonly stopped: readonly { readonly group: string; readonly partition: number }[];
  /** Services whose figures are not in here since they run apart: look at their `/metrics`. */
  readonly notSeen: readonly ServiceName[];
}

/** Services whose figures belong to the health of a deployment. */
export type ServiceName = 'ingest' | 'worker' | 'probe';

export interface GroupHealth {
  readonly group: string;
  readonly topic: string;
  readonly lag: number;
  readonly partitions: readonly { readonly partition: number; readonly lag: number }[];
  /** Seconds until the lag is worked off at the rate of the last seconds; null while nothing moves. */
  readonly drainS: number | null;
  /**
   * How often a partition was begun by this process: once each at its start, again with every rebalance;
   * null: the group runs elsewhere.
   */
  readonly assignments: number | null;
}

export interface Freshness {
  readonly group: string;
  readonly count: number;
  readonly p50S: number | null;
  readonly p99S: number | null;
  /** Upper bounds in seconds, rising, with how many came within each but not the one before. */
  readonly buckets: readonly { readonly leS: number | null; readonly count: number }[];
}

/** Of one visit a second, written and read back. */
export interface ProbeStanding {
  /** Of the newest round; null before the first. */
  readonly last: {
    readonly outcome: 'fresh' | 'late' | 'write_failed' | 'read_failed';
    readonly at: number;
  } | null;
  readonly lastHour: { readonly rounds: number; readonly fresh: number };
}

/** Of this process, since it was started. */
export interface Intake {
  readonly accepted: number;
  /** Left out since their id came earlier in the same request. */
  readonly duplicates: number;
  /** Of all that came and was not refused; null while nothing was. */
  readonly duplicateShare: number | null;
  readonly rejected: readonly { readonly code: string; readonly count: number }[];
  readonly deadLetters: readonly {
    readonly group: string;
    readonly code: string;
    readonly count: number;
  }[];
}
