import type { Readable } from '../audit/evidence.ts';
import type { Stage } from '../stage.ts';

/** Freshet in one of its forms, with everything that faults may strike. */
export interface System<S extends Stage> {
  readonly stage: S;
  /** Where clients may post. */
  readonly ingestUrls: readonly string[];
  /**
   * When everything runs and all input is applied, or time is up: then what is behind, in words.
   * Nothing may be posted any more.
   */
  settle(): Promise<readonly string[]>;
  /** Hands log and store to an auditor, after `settle`. */
  read<T>(work: (readable: Readable) => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

/** How long a run may take to catch up with what the faults held up. */
export const SETTLE_MS = 120_000;
