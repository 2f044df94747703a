import type { Random } from './random.ts';
import type { Stage } from './stage.ts';

/**
 * One way in which the world goes wrong. A new one is a file with such a function and a line in the
 * list of its form. Every detail that is a choice is drawn when planning, so that the seed repeats it.
 */
export type Fault<S extends Stage> = (random: Random) => PlannedFault<S>;

export interface PlannedFault<S extends Stage> {
  /** What is struck; faults of one subject take turns. */
  readonly subject: string;
  /** Under which faults of this sort are counted in the verdict. */
  readonly kind: string;
  /** Whether it is nothing when no event comes in. */
  readonly needsLoad?: true;
  /** What happens, for the schedule that is printed. */
  readonly what: string;
  /**
   * Resolves when the fault is over and what it broke has been put back; `missed` when the moment for
   * it never came, as a step of a batch that no batch got to.
   */
  strike(stage: S): Promise<Outcome>;
}

export type Outcome = 'struck' | 'missed';
