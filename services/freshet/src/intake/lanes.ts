import { partitionOf } from '@freshet/events';
import type { Posting } from './posting.ts';
import { Lane, type Send } from './lane.ts';

/** Requests under way at one time. */
export const LANES = 8;

/** Postings of one profile take the same lane, so they stay in order while the lanes work in parallel. */
export interface Lanes<T extends Posting = Posting> {
  /** Takes the posting; a promise means: its lane is full or has failed, wait before the next one. */
  push(posting: T): Promise<void> | undefined;
  /** Resolves once everything taken is sent; rejects with the error of a lane that failed. */
  drained(): Promise<void>;
  /** The lowest row taken and not yet answered; rows of a failed lane stay so. */
  readonly oldestPending: number | undefined;
}

export function createLanes<T extends Posting>(send: Send<T>, count: number = LANES): Lanes<T> {
  const lanes = Array.from({ length: count }, () => new Lane(send));
  return {
    push: (posting) => lanes[partitionOf(posting.profile, count)]!.push(posting),
    async drained() {
      await Promise.all(lanes.map((lane) => lane.drained()));
    },
    get oldestPending() {
      const rows = lanes.map((lane) => lane.oldestPending).filter((row) => row !== undefined);
      return rows.length === 0 ? undefined : Math.min(...rows);
    },
  };
}
