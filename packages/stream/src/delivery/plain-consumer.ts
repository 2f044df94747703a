import type { Batch, CommitTiming, Verdict } from '../log.ts';

/** One consumer group without state of its own: what it reads, and what a crash may do to it. */
export type PlainConsumer = AtMostOnce | AtLeastOnce;

interface Reading {
  readonly group: string;
  readonly topic: string;
  /** Where a partition begins of which the group has committed nothing. */
  readonly begin: 'earliest' | 'latest';
  /** Partitions to leave unread, for a consumer that a sample is enough for; default: none. */
  readonly reads?: (partition: number) => boolean;
  readonly handleTimeoutMs?: number;
}

/**
 * Committed before the work: a crash in between loses a batch, none is ever handed over again. Work
 * that fails is counted as lost as well.
 */
export interface AtMostOnce extends Reading {
  readonly delivery: 'at-most-once';
  work(batch: Batch): Promise<void>;
}

/**
 * Committed after the work: a crash in between repeats what was done since the last commit, nothing is
 * lost. Failures that pass by themselves bring the same batch again after a pause.
 */
export interface AtLeastOnce extends Reading {
  readonly delivery: 'at-least-once';
  readonly commit: CommitTiming;
  work(batch: Batch): Promise<Verdict>;
}
