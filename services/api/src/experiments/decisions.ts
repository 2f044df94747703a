import type { Experiment } from '@freshet/events';
import { HttpProblem } from '@freshet/runtime';
import type { Definition } from './definition.ts';

/** Drafts, running and stopped ones of all sites together. */
export const EXPERIMENTS_MAX = 500;

/** Which experiment of which site. */
export interface ExperimentName {
  readonly site: string;
  readonly id: string;
}

/** All experiments by `site/id`. */
export type Experiments = ReadonlyMap<string, Experiment>;

/**
 * What may be decided on top of all that was: each returns what the experiment is from then on, or what it
 * is already where that changes nothing. They are asked again when somebody else was faster, so of two that
 * exclude each other the second is refused.
 */

/** @throws HttpProblem EXPERIMENT_RUNNING, EXPERIMENTS_FULL. */
export function edited(
  all: Experiments,
  name: ExperimentName,
  definition: Definition,
  now: number,
): Experiment {
  const current = all.get(keyOf(name));
  if (current === undefined) {
    if (all.size >= EXPERIMENTS_MAX) throw full();
    const undecided = { state: 'draft', startedAt: null, stoppedAt: null, sharesChangedAt: null };
    return { ...undecided, ...definition };
  }
  if (current.state === 'running') throw running(name.id, 'changed');
  const changed = current.startedAt !== null && !areSharesAlike(current, definition);
  return { ...current, ...definition, sharesChangedAt: changed ? now : current.sharesChangedAt };
}

/** @throws HttpProblem EXPERIMENT_UNKNOWN, EXPERIMENT_CONFLICT. */
export function started(all: Experiments, name: ExperimentName, now: number): Experiment {
  const current = experimentOf(all, name);
  if (current.state === 'running') return current;
  for (const [key, { state, scenarios }] of all) {
    const other = key.slice(name.site.length + 1);
    if (state !== 'running' || key !== keyOf({ site: name.site, id: other })) continue;
    const shared = scenarios.find((scenario) => current.scenarios.includes(scenario));
    if (shared !== undefined) throw conflict(name.id, other, shared);
  }
  return { ...current, state: 'running', startedAt: current.startedAt ?? now, stoppedAt: null };
}

/** @throws HttpProblem EXPERIMENT_UNKNOWN, EXPERIMENT_NOT_RUNNING. */
export function stopped(all: Experiments, name: ExperimentName, now: number): Experiment {
  const current = experimentOf(all, name);
  if (current.state === 'stopped') return current;
  if (current.state === 'running') return { ...current, state: 'stopped', stoppedAt: now };
  throw new HttpProblem(409, {
    code: 'EXPERIMENT_NOT_RUNNING',
    message: `"${name.id}" was never started, so there is nothing to stop; delete it if nobody needs it.`,
  });
}

/** @throws HttpProblem EXPERIMENT_UNKNOWN, EXPERIMENT_RUNNING. */
export function removed(all: Experiments, name: ExperimentName): null {
  if (experimentOf(all, name).state === 'running') throw running(name.id, 'deleted');
  return null;
}

/** @throws HttpProblem EXPERIMENT_UNKNOWN. */
export function experimentOf(all: Experiments, name: ExperimentName): Experiment {
  const found = all.get(keyOf(name));
  if (found !== undefined) return found;
  throw new HttpProblem(404, {
    code: 'EXPERIMENT_UNKNOWN',
    message: `${name.site} has no experiment "${name.id}"; GET /v1/admin/experiments lists them.`,
  });
}

export function keyOf({ site, id }: ExperimentName): string {
  return `${site}/${id}`;
}

function areSharesAlike(one: Definition, other: Definition): boolean {
  return JSON.stringify(sharesOf(one)) === JSON.stringify(sharesOf(other));
}

function sharesOf({ holdout, variants }: Definition) {
  return [holdout, variants.map(({ name, share }) => [name, share])];
}

function running(id: string, what: string): HttpProblem {
  return new HttpProblem(409, {
    code: 'EXPERIMENT_RUNNING',
    message:
      `"${id}" runs, and an experiment that is ${what} while it runs shows nothing. ` +
      `POST /v1/admin/experiments/${id}/stop first, or PUT one of another id.`,
  });
}

function conflict(id: string, other: string, scenario: string): HttpProblem {
  return new HttpProblem(409, {
    code: 'EXPERIMENT_CONFLICT',
    message:
      `"${id}" cannot start: "${other}" runs in scenario ${scenario}, and a list belongs to one ` +
      `experiment. POST /v1/admin/experiments/${other}/stop first, or leave ${scenario} out.`,
  });
}

function full(): HttpProblem {
  return new HttpProblem(409, {
    code: 'EXPERIMENTS_FULL',
    message: `There are ${EXPERIMENTS_MAX} experiments already; DELETE some that are over.`,
  });
}
