import type { Answer } from './answer.ts';
import type { Click } from './click.ts';
import type { Model, Query } from './model.ts';
import { ask, type Asking, evenly, trainingPart } from './protocol.ts';

/** Clicks learned together before the first query. */
export const TRAINING_STAGE = 500;
/** Sizes of the stages behind that, one of which is taken: the larger, the fewer queries fit in. */
const TESTED_STAGES = [500, 200, 100, 50, 20, 10] as const;

/** What is asked between two stages, and what the answer should hold. */
export interface StagedQuery {
  readonly query: Query;
  readonly target: Click;
}

/** Clicks that are learned together, and what is asked once all of them are. */
export interface Stage {
  readonly learned: readonly Click[];
  readonly queries: readonly StagedQuery[];
}

/**
 * Cuts clicks, sorted by time, into stages: what runs through a pipeline is applied all together when
 * the pipeline stands still, so there, and only there, is it known what an answer is made from. Asked
 * are clicks behind the training part that are the first of their session after a stage, so that their
 * sessions are whole; what others did since the stage ended is not known yet. Stages are as large as
 * `wanted` queries allow; of more queries at most `atMost` are taken, evenly.
 */
export function stagesOf(
  clicks: readonly Click[],
  { wanted, atMost }: { readonly wanted: number; readonly atMost: number },
): Stage[] {
  const split = trainingPart(clicks).length;
  const count = Math.min(wanted, atMost);
  let stages: Stage[] = [];
  for (const size of TESTED_STAGES) {
    stages = cut(clicks, { split, size });
    if (queriesIn(stages) >= count) break;
  }
  const isAsked = evenly(queriesIn(stages), atMost);
  return stages.map(({ learned, queries }) => ({ learned, queries: queries.filter(isAsked) }));
}

export function queriesIn(stages: readonly Stage[]): number {
  return stages.reduce((sum, { queries }) => sum + queries.length, 0);
}

/** Plays the stages past a model. */
export function* playStages(
  stages: readonly Stage[],
  model: Model,
  asking: Pick<Asking, 'n' | 'clock'>,
): Generator<{ readonly stage: Stage; readonly answers: readonly Answer[] }> {
  for (const stage of stages) {
    if (model.learnTogether !== undefined) model.learnTogether(stage.learned);
    else for (const click of stage.learned) model.learn(click);
    const answers = stage.queries.map(({ query, target }) => ask(model, query, target, asking));
    yield { stage, answers };
  }
}

function cut(
  clicks: readonly Click[],
  { split, size }: { readonly split: number; readonly size: number },
): Stage[] {
  const visitors = new Visitors();
  const stages: Stage[] = [];
  for (let from = 0; from < clicks.length; ) {
    const end = from < split ? Math.min(from + TRAINING_STAGE, split) : from + size;
    const learned = clicks.slice(from, end);
    for (const click of learned) visitors.visit(click);
    const next = end < split ? [] : clicks.slice(end, end + size);
    stages.push({ learned, queries: visitors.firstOfTheirs(next) });
    from = end;
  }
  return stages;
}

/** What visitors are in the middle of. */
class Visitors {
  readonly #sessions = new Map<string, Click[]>();
  /** By user. */
  readonly #current = new Map<string, string>();

  visit(click: Click): void {
    const { sessionId, userId } = click;
    const session = this.#sessions.get(sessionId);
    if (session === undefined) this.#sessions.set(sessionId, [click]);
    else session.push(click);
    this.#current.set(userId, sessionId);
  }

  /** The clicks that go on with the session that their visitor is in, each session's first one. */
  firstOfTheirs(clicks: readonly Click[]): StagedQuery[] {
    const seen = new Set<string>();
    return clicks.flatMap((target) => {
      const { userId, sessionId, at } = target;
      const session = this.#sessions.get(sessionId);
      const isFirst = !seen.has(userId);
      seen.add(userId);
      if (!isFirst || session === undefined || this.#current.get(userId) !== sessionId) return [];
      return [{ query: { session: [...session], now: at }, target }];
    });
  }
}
