import { armOf } from '@freshet/experiments';
import type { RecommendationRequest } from '../query/recommendation-request.ts';
import type { Visitor } from '../query/visitor.ts';
import type { ExperimentRegister } from './experiments.ts';
import type { Running } from './running.ts';
import type { Treatment } from './treatment.ts';

/** What is kept of a visitor once something of an experiment was shown to them. */
export interface KeptVisitor {
  /** Of a user: the anonymous visitor first seen to be the same; null: none yet. */
  readonly linked: string | null;
  readonly assignments: readonly { readonly experiment: string; readonly variant: string }[];
}

/** Somebody to read of. */
export interface Asked extends Visitor {
  /** Whom the id has become by now is meant as well; else only who it is itself. */
  readonly leadsOn?: true;
}

/** What is kept of each of these visitors, null: nothing; undefined: the store cannot tell. */
export type ReadKept = (
  site: string,
  visitors: readonly Asked[],
) => Promise<readonly (KeptVisitor | null)[] | undefined>;

/** The arm of an experiment that a list is made for. */
export interface Arm {
  readonly experiment: string;
  readonly variant: string;
  /** The visitor was given it before they signed in. */
  readonly takenOver: boolean;
  readonly treatment: Treatment;
}

export interface AssignerOptions {
  readonly experiments: Pick<ExperimentRegister, 'running'>;
  readonly read: ReadKept;
}

export interface Assigner {
  /** The arm of each slot, undefined where it is part of no experiment; at once where none is. */
  armsOf(
    site: string,
    request: RecommendationRequest,
  ): readonly (Arm | undefined)[] | undefined | Promise<readonly (Arm | undefined)[]>;
}

export function createAssigner({ experiments, read }: AssignerOptions): Assigner {
  return {
    armsOf(site, { visitor, at, slots }) {
      // Nobody is shown an answer as of another time, and who is nobody cannot stay in an arm.
      if (at !== null) return undefined;
      if (visitor.userId === null && visitor.anonymousId === null) return undefined;
      const running = slots.map(({ slot }) => experiments.running(site, slot.scenario));
      if (running.every((one) => one === undefined)) return undefined;
      return assign(site, visitor, running);
    },
  };

  async function assign(
    site: string,
    visitor: Visitor,
    running: readonly (Running | undefined)[],
  ): Promise<(Arm | undefined)[]> {
    const known = await knownOf(site, visitor, running);
    return running.map((experiment) => experiment && armIn(experiment, known));
  }

  /** Whoever the visitor is known to have been, the one they are now first. */
  async function knownOf(
    site: string,
    { userId, anonymousId }: Visitor,
    running: readonly (Running | undefined)[],
  ): Promise<Known> {
    const before = userId === null ? [] : [anonymousId].filter((id) => id !== null).map(anonymous);
    const self = userId === null ? anonymous(anonymousId!) : user(userId);
    // An id that was theirs before may be somebody else's by now.
    const asked: Asked[] = [{ ...self, leadsOn: true }, ...before];
    const [own = null, given = null] = (await read(site, asked)) ?? [];
    const linked = own?.linked ?? null;
    const isSettled = running.every((one) => one === undefined || isIn(one, [own, given]));
    const first = before[0] ?? (linked === null ? self : anonymous(linked));
    if (isSettled || linked === null || linked === anonymousId)
      return { first, own, others: [given] };
    const [other = null] = (await read(site, [anonymous(linked)])) ?? [];
    return { first, own, others: [given, other] };
  }
}

interface Known {
  /** Who they were before they signed in, as far as that is known. */
  readonly first: Visitor;
  readonly own: KeptVisitor | null;
  readonly others: readonly (KeptVisitor | null)[];
}

/**
 * What was kept goes before the shares: these may have changed since, and nobody is to see another
 * variant for it. Without it the arm is that of whom they were before they signed in, so that signing in
 * between two pages changes nothing either.
 */
function armIn(running: Running, { first, own, others }: Known): Arm {
  const kept = keptIn(running, own);
  if (kept !== undefined) return armNamed(running, kept, false);
  for (const other of others) {
    const variant = keptIn(running, other);
    if (variant !== undefined) return armNamed(running, variant, true);
  }
  const { userId, anonymousId } = first;
  const key = userId === null ? `a/${anonymousId}` : `u/${userId}`;
  return armNamed(running, armOf(running.id, key, running.shares), false);
}

function armNamed({ id, treatments }: Running, variant: string, takenOver: boolean): Arm {
  return { experiment: id, variant, takenOver, treatment: treatments.get(variant)! };
}

function isIn(running: Running, visitors: readonly (KeptVisitor | null)[]): boolean {
  return visitors.some((visitor) => keptIn(running, visitor) !== undefined);
}

/** undefined also for a variant that the experiment has no longer. */
function keptIn({ id, treatments }: Running, visitor: KeptVisitor | null): string | undefined {
  const kept = visitor?.assignments.find(({ experiment }) => experiment === id)?.variant;
  return kept !== undefined && treatments.has(kept) ? kept : undefined;
}

function user(userId: string): Visitor {
  return { userId, anonymousId: null };
}

function anonymous(anonymousId: string): Visitor {
  return { userId: null, anonymousId };
}
