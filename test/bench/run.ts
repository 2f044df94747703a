import type { Figure } from './figure.ts';

export type Bench = (run: Run) => Promise<readonly Figure[]>;

export interface RunOptions {
  /** A file of clicks instead of the one that is shipped. */
  readonly clicks?: string | undefined;
  /** Folder for V8 CPU profiles of the services. */
  readonly cpuProf?: string | undefined;
  /** As long as it takes to believe it, instead of what 50 s allow. */
  readonly full: boolean;
}

/** One bench under way: its options, its deadline, and everything it started. */
export class Run {
  readonly options: RunOptions;
  /** Epoch ms by which measuring has to be over; stopping what was started comes after it. */
  readonly deadline: number;
  readonly #stops: (() => Promise<unknown>)[] = [];

  constructor(options: RunOptions, deadline: number) {
    this.options = options;
    this.deadline = deadline;
  }

  /** Hands `started` back, and stops it with the run: what was started last stops first. */
  async keep<T extends { stop(): Promise<unknown> }>(started: Promise<T>): Promise<T> {
    const kept = await started;
    this.#stops.push(() => kept.stop());
    return kept;
  }

  async close(): Promise<void> {
    for (const stop of this.#stops.splice(0).toReversed()) await stop();
  }
}
