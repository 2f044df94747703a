import type { ClientClock } from './load/client-clock.ts';
import type { Random } from './random.ts';
import type { Trace } from './trace.ts';

/** What every form of Freshet under test has. */
export interface Stage {
  readonly clientClock: ClientClock;
  readonly trace: Trace;
}

/**
 * One way in which the world goes wrong. A new one is a file with such a function and a line in the
 * list of its form. Every detail that is a choice is drawn when planning, so that the seed repeats it.
 */
export type Fault<S extends Stage> = (random: Random) => PlannedFault<S>;

export interface PlannedFault<S extends Stage> {
  /** What is struck; faults of one subject take turns. */
  readonly subject: string;
  /** What happens, for the schedule that is printed. */
  readonly what: string;
  /** Resolves when the fault is over and what it broke has been put back. */
  strike(stage: S): Promise<void>;
}
