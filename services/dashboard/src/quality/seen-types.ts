import type { DashboardAct } from '@freshet/events';
import { problemName, type TypeProblem } from './problem-name.ts';

/** Types of a site that are remembered. */
const TYPES_MAX = 150;
/** Problems of a site that are remembered. */
const PROBLEMS_MAX = 200;
/** Newest events that are remembered of a problem. */
const EXAMPLES_MAX = 3;
const WEEK_MS = 7 * 86_400_000;

/** When events of a type came, by when ingest received them. */
export interface SeenType {
  readonly type: string;
  count: number;
  /** Epoch ms. */
  lastAt: number;
  /** Since 1970, of the last one. */
  week: number;
  /** Longest time between two of them in that week, and in the one before in which any came; in ms. */
  longestGapMs: number;
  longestGapBeforeMs: number;
}

export interface SeenProblem extends TypeProblem {
  count: number;
  lastAt: number;
  /** Ids of events, oldest first. */
  examples: string[];
}

/**
 * Which types of events a site sends and what is not as planned of them. At the bounds what was seen most
 * seldom goes, so that a flood of made-up names leaves what is known in its place.
 */
export class SeenTypes {
  readonly types = new Map<string, SeenType>();
  readonly problems = new Map<string, SeenProblem>();

  see({ type, receivedAt, isDuplicate, id, problems }: DashboardAct): void {
    if (isDuplicate) return;
    this.#seeType(type, receivedAt);
    for (const { code, pointer } of problems) {
      this.#seeProblem({ type, code, pointer }, receivedAt, id);
    }
  }

  #seeType(type: string, at: number): void {
    const known = this.types.get(type);
    const week = Math.floor(at / WEEK_MS);
    if (known === undefined) {
      makeRoom(this.types, TYPES_MAX);
      const none = { longestGapMs: 0, longestGapBeforeMs: 0 };
      this.types.set(type, { type, count: 1, lastAt: at, week, ...none });
      return;
    }
    known.count++;
    // Partitions are behind each other by moments: what comes late makes no gap.
    if (at <= known.lastAt) return;
    if (week > known.week) {
      known.longestGapBeforeMs = known.longestGapMs;
      known.longestGapMs = 0;
      known.week = week;
    }
    known.longestGapMs = Math.max(known.longestGapMs, at - known.lastAt);
    known.lastAt = at;
  }

  #seeProblem(problem: TypeProblem, at: number, id: string | null): void {
    const name = problemName(problem.type, problem);
    let known = this.problems.get(name);
    if (known === undefined) {
      makeRoom(this.problems, PROBLEMS_MAX);
      known = { ...problem, count: 0, lastAt: at, examples: [] };
      this.problems.set(name, known);
    }
    known.count++;
    known.lastAt = Math.max(known.lastAt, at);
    if (id !== null) known.examples = [...known.examples, id].slice(-EXAMPLES_MAX);
  }
}

/** Lets the one seen most seldom go, of those the one seen longest ago, where there is no room for another. */
function makeRoom(
  all: Map<string, { readonly count: number; readonly lastAt: number }>,
  max: number,
): void {
  if (all.size < max) return;
  const [seldom] = [...all].reduce((a, b) => {
    const difference = a[1].count - b[1].count || a[1].lastAt - b[1].lastAt;
    return difference <= 0 ? a : b;
  });
  all.delete(seldom);
}
