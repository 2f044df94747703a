import { partitionOf } from '@freshet/events';
import type { Click } from './click.ts';
import { Lane, type Send } from './lane.ts';

/** Requests under way at one time. */
export const LANES = 8;

/** Clicks of one profile take the same lane, so they stay in order while the lanes work in parallel. */
export interface Lanes {
  /** Takes the click; a promise means: its lane is full or has failed, wait before the next one. */
  push(click: Click): Promise<void> | undefined;
  /** Resolves once everything taken is sent; rejects with the error of a lane that failed. */
  drained(): Promise<void>;
  /** The lowest row taken and not yet answered; rows of a failed lane stay so. */
  readonly oldestPending: number | undefined;
}

export function createLanes(send: Send, count: number = LANES): Lanes {
  const lanes = Array.from({ length: count }, () => new Lane(send));
  return {
    push: (click) => lanes[partitionOf(click.profile, count)]!.push(click),
    async drained() {
      await Promise.all(lanes.map((lane) => lane.drained()));
    },
    get oldestPending() {
      const rows = lanes.map((lane) => lane.oldestPending).filter((row) => row !== undefined);
      return rows.length === 0 ? undefined : Math.min(...rows);
    },
  };
}
