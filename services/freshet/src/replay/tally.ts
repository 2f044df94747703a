import { type BrokenRow, lineOf } from '../clicks/click-row.ts';
import type { Posting } from '../intake/posting.ts';
import type { IntakeAnswer } from '../intake/client.ts';

/** Refusals that are kept to be shown; all of them are counted. */
const SAMPLES_MAX = 10;

/** What became of the rows of one replay. */
export interface Tally {
  /** Rows read, sent or broken. */
  readonly rows: number;
  readonly accepted: number;
  /** Rows that are no clicks, and clicks that the intake refused. */
  readonly rejected: number;
  /** The first few refusals, each with its line. */
  readonly samples: readonly string[];
  broken(row: BrokenRow): void;
  sent(): void;
  answered(batch: readonly Posting[], answer: IntakeAnswer): void;
}

export function createTally(): Tally {
  let rows = 0;
  let accepted = 0;
  let rejected = 0;
  const samples: string[] = [];

  function refuse(row: number | undefined, reason: string): void {
    rejected++;
    if (samples.length < SAMPLES_MAX) samples.push(`line ${lineOf(row ?? 0)}: ${reason}`);
  }
  return {
    get rows() {
      return rows;
    },
    get accepted() {
      return accepted;
    },
    get rejected() {
      return rejected;
    },
    samples,
    broken({ row, fault }) {
      rows++;
      refuse(row, fault);
    },
    sent() {
      rows++;
    },
    answered(batch, answer) {
      accepted += answer.accepted;
      for (const { index, code, message } of answer.rejected) {
        refuse(batch[index]?.row, `${code} ${message}`);
      }
    },
  };
}
