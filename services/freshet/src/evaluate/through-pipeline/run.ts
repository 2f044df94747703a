import { type Click, queriesIn, stagesOf } from '@freshet/evaluation';
import { pause } from '../../intake/backoff.ts';
import { showProgress } from '../../progress.ts';
import type { EvaluateArguments } from '../arguments.ts';
import { createModel, type ModelName } from '../models.ts';
import type { Result, ResultName, Summary } from '../results.ts';
import { refused } from './answer.ts';
import { compare, type Played, playMemory, playPipeline } from './evaluation.ts';
import { startInstance } from './instance.ts';
import { type Addresses, Pipeline } from './pipeline.ts';

const NO_QUERIES =
  'There are too few clicks: no session goes on from one stage of ten clicks to the next';
/** How long it may take to hear that the instance has ended, in ms. */
const END_KNOWN_MS = 500;
/** So many queries tell the pipeline's answers from those of memory. */
const QUERIES_WANTED = 3_000;

/** Evaluates a deployment that runs somewhere, or one started for it and ended afterwards. */
export async function evaluatePipeline(
  clicks: readonly Click[],
  options: EvaluateArguments,
  signal: AbortSignal,
): Promise<Summary> {
  if (options.addresses !== undefined) return run(clicks, options.addresses, options, signal);
  const instance = await startInstance(options.profile, signal);
  try {
    return await run(clicks, instance, options, AbortSignal.any([signal, instance.gone]));
  } catch (error) {
    signal.throwIfAborted();
    // What was asked of it may fail a moment before its end is known, which says more.
    await pause(END_KNOWN_MS, instance.gone);
    throw error;
  } finally {
    await instance.stop();
  }
}

async function run(
  clicks: readonly Click[],
  addresses: Addresses,
  { models, profile, top, atMost }: EvaluateArguments,
  signal: AbortSignal,
): Promise<Summary> {
  const stages = stagesOf(clicks, { wanted: QUERIES_WANTED, atMost });
  if (queriesIn(stages) === 0) throw refused(NO_QUERIES);
  const pipeline = new Pipeline(addresses, signal);
  await pipeline.checkEmpty();
  const baselines = models.filter((model) => model !== 'freshet');
  let passed = 0;
  let asked = 0;
  let running: ResultName = 'freshet';
  const progress = showProgress({
    total: (2 + baselines.length) * clicks.length,
    done: () => passed,
    note: () => `${running}: ${asked} of ${queriesIn(stages)} queries`,
  });
  const observer = {
    signal,
    passed(learned: number, queries: number) {
      passed += learned;
      asked += queries;
    },
  };
  const inMemory = (name: ResultName, model: ModelName) => {
    running = name;
    asked = 0;
    return playMemory(stages, createModel(model, profile), top, observer);
  };
  try {
    const through = await playPipeline(stages, pipeline, top, observer);
    const memory = await inMemory('freshet-memory', 'freshet');
    const results = [resultOf('freshet', through, through)];
    results.push(resultOf('freshet-memory', memory, through));
    for (const model of baselines) {
      results.push(resultOf(model, await inMemory(model, model), through));
    }
    const eventsPerS = clicks.length / through.learningS;
    return { top, results, late: [], pipeline: { ...compare(through, memory), eventsPerS } };
  } finally {
    progress.stop();
  }
}

function resultOf(model: ResultName, { measures }: Played, first: Played): Result {
  return { model, scores: measures.scores(), gain: measures.hitRateOver(first.measures) };
}
