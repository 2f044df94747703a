import {
  type Agreement,
  agreementOf,
  type Answer,
  Measures,
  type Model,
  playStages,
  type Stage,
} from '@freshet/evaluation';
import { setImmediate } from 'node:timers/promises';
import type { Pipeline } from './pipeline.ts';

/** Who watches a run. */
export interface Observer {
  /** Ends it early. */
  readonly signal: AbortSignal;
  /** So many more clicks have been learned, and queries asked. */
  passed(clicks: number, queries: number): void;
}

/** What came of one run over all stages. */
export interface Played {
  readonly measures: Measures;
  readonly answers: readonly Answer[];
  /** Spent on learning, in s. */
  readonly learningS: number;
}

/** Runs the stages through a pipeline, one query at a time. @throws as Pipeline; the signal's reason. */
export async function playPipeline(
  stages: readonly Stage[],
  pipeline: Pipeline,
  n: number,
  observer: Observer,
): Promise<Played> {
  const record = new Recording();
  let learningMs = 0;
  for (const stage of stages) {
    const start = performance.now();
    await pipeline.learn(stage.learned);
    learningMs += performance.now() - start;
    const answers: Answer[] = [];
    for (const { query, target } of stage.queries) {
      const askedAt = performance.now();
      const items = await pipeline.rank(query, n);
      const tookMs = performance.now() - askedAt;
      answers.push({ query, target: target.itemId, items, tookMs });
    }
    record.add(stage, answers);
    observer.passed(stage.learned.length, answers.length);
  }
  return record.played(learningMs);
}

/** The same past a model in memory. @throws the signal's reason. */
export async function playMemory(
  stages: readonly Stage[],
  model: Model,
  n: number,
  { signal, passed }: Observer,
): Promise<Played> {
  const record = new Recording();
  const clock = () => performance.now();
  const start = clock();
  for (const { stage, answers } of playStages(stages, model, { n, clock })) {
    record.add(stage, answers);
    passed(stage.learned.length, answers.length);
    await setImmediate();
    signal.throwIfAborted();
  }
  return record.played(clock() - start);
}

class Recording {
  readonly #measures = new Measures();
  readonly #answers: Answer[] = [];

  add({ learned }: Stage, answers: readonly Answer[]): void {
    for (const click of learned) this.#measures.clicked(click);
    for (const answer of answers) this.#measures.answered(answer);
    this.#answers.push(...answers);
  }

  played(learningMs: number): Played {
    return { measures: this.#measures, answers: this.#answers, learningS: learningMs / 1000 };
  }
}

/** What the same queries came to in a pipeline and in memory. */
export interface Comparison extends Agreement {
  /** How much more the pipeline hit, and found further up; 0 to 1. */
  readonly hitRate: number;
  readonly reciprocalRank: number;
}

export function compare(pipeline: Played, memory: Played): Comparison {
  const ours = pipeline.measures.scores();
  const theirs = memory.measures.scores();
  return {
    ...agreementOf(pipeline.answers, memory.answers),
    hitRate: ours.hitRate.value - theirs.hitRate.value,
    reciprocalRank: ours.reciprocalRank.value - theirs.reciprocalRank.value,
  };
}
