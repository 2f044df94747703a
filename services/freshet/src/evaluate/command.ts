import { writeFile } from 'node:fs/promises';
import { type Click, type Measures, trainingPart } from '@freshet/evaluation';
import type { RankerWeights } from '@freshet/recommend';
import { FreshetError } from '@freshet/runtime';
import { type ClickFile, openClickFile } from '../clicks/click-file.ts';
import { interruptible } from '../interruption.ts';
import { showProgress } from '../progress.ts';
import { textOfArms } from './from-log/arms-text.ts';
import { readFromLog } from './from-log/command.ts';
import { type Tried, triedModels } from './from-log/tried-models.ts';
import { readRules } from './rules-file.ts';
import { readWeights } from './weights-file.ts';
import { type EvaluateArguments, parseEvaluateArguments, usage } from './arguments.ts';
import { chartOf } from './chart/chart.ts';
import { DELAYS_MS, inWords } from './delays.ts';
import { evaluate } from './evaluation.ts';
import { createModel, modelWithWeights } from './models.ts';
import { type Clicks, readClicks } from './read-clicks.ts';
import { type Difference, differenceOf } from './difference.ts';
import { jsonLine, type LateResult, type ResultName, type Summary } from './results.ts';
import { statementOfInput, statementOfQueries } from './statement.ts';
import { evaluatePipeline } from './through-pipeline/run.ts';
import { tableOf } from './table.ts';

/** `freshet evaluate FILE…`. */
export async function evaluateCommand(args: string[]): Promise<void> {
  const options = parseEvaluateArguments(args);
  if (options === undefined) return void process.stdout.write(usage);
  await interruptible((signal) => run(options, signal), 'Interrupted.\n');
}

async function run(options: EvaluateArguments, signal: AbortSignal): Promise<void> {
  // Whether that can be done is worth knowing before the work.
  if (options.chart !== undefined) await writeChart(options.chart, '', 'a');
  const weights = options.weights === undefined ? undefined : await readWeights(options.weights);
  const rules = options.rules === undefined ? undefined : await readRules(options.rules);
  const isLog = options.files.length === 0;
  const content = isLog ? await readFromLog(options, signal) : undefined;
  const read = content ?? (await readAll(options, signal));
  const tried = content && triedModels({ ...options, weights, rules }, content);
  const clicks = options.validation ? trainingPart(read.clicks) : read.clicks;
  process.stdout.write(statementOfInput(read) + statementOfQueries(clicks, options));
  const summary =
    options.through === 'pipeline'
      ? await evaluatePipeline(clicks, options, signal)
      : await evaluateAll(clicks, { ...options, weights, tried }, signal);
  process.stdout.write(tableOf(summary));
  const { experiment } = options;
  const live = experiment && content && { experiment, arms: content.arms };
  if (live) process.stdout.write(textOfArms(live.experiment, live.arms));
  if (options.chart !== undefined) await writeChart(options.chart, chartOf(summary), 'w');
  if (options.json) process.stdout.write(`${jsonLine(summary, live || undefined)}\n`);
}

async function readAll(
  { files, columns }: EvaluateArguments,
  signal: AbortSignal,
): Promise<Clicks> {
  const opened: ClickFile[] = [];
  for (const file of files) opened.push(await openClickFile(file, columns));
  const sum = (count: (file: ClickFile) => number) =>
    opened.reduce((total, file) => total + count(file), 0);
  const progress = showProgress({
    total: sum(({ bytes }) => bytes),
    done: () => sum(({ bytesRead }) => bytesRead),
    note: () => 'reading',
  });
  try {
    return await readClicks(opened, signal);
  } finally {
    progress.stop();
  }
}

type Evaluated = Exclude<ResultName, 'freshet-memory'>;

async function evaluateAll(
  clicks: readonly Click[],
  options: Omit<EvaluateArguments, 'weights' | 'rules'> & {
    readonly weights: RankerWeights | undefined;
    readonly tried: Tried | undefined;
  },
  signal: AbortSignal,
): Promise<Summary> {
  const { models, top, profile, weights, tried } = options;
  const more: Evaluated[] = tried !== undefined ? ['freshet-tried'] : [];
  if (tried === undefined && weights !== undefined) more.push('freshet-weights');
  const live = [...models, ...more].map((model) => ({ model, lateMs: 0 }));
  const delayed = options.freshness
    ? DELAYS_MS.map((lateMs) => ({ model: models[0]!, lateMs }))
    : [];
  const runs = [...live, ...delayed];
  const modelOf = (name: Evaluated) => {
    if (name === 'freshet-tried') return tried!.tried();
    if (name === 'freshet' && tried !== undefined) return tried.current();
    if (name === 'freshet-weights') return modelWithWeights(weights!, profile);
    return createModel(name, profile);
  };
  let passed = 0;
  let asked = 0;
  let first: Measures | undefined;
  let current: Measures | undefined;
  let difference: Difference | undefined;
  const results: LateResult[] = [];
  const progress = showProgress({
    total: runs.length * clicks.length,
    done: () => passed,
    note: () => `${nameOf(runs[results.length] ?? runs.at(-1)!)}: ${asked} queries`,
  });
  const observer = {
    signal,
    passed(queries: number) {
      passed++;
      asked = queries;
    },
  };
  try {
    for (const { model, lateMs } of runs) {
      const asking = { ...options, n: top, lateMs };
      const measures = await evaluate(clicks, modelOf(model), asking, observer);
      first ??= measures;
      if (model === 'freshet' && lateMs === 0) current = measures;
      if (model === 'freshet-tried' || model === 'freshet-weights') {
        difference = current && differenceOf(measures, current);
      }
      const gain = measures.hitRateOver(first);
      results.push({ model, lateMs, scores: measures.scores(), gain });
    }
  } finally {
    progress.stop();
  }
  const late = results.slice(live.length);
  return { top, results: results.slice(0, live.length), late, ...(difference && { difference }) };
}

function nameOf({ model, lateMs }: { model: Evaluated; lateMs: number }): string {
  return lateMs === 0 ? model : `${model}, ${inWords(lateMs)} late`;
}

async function writeChart(path: string, svg: string, flag: 'a' | 'w'): Promise<void> {
  try {
    await writeFile(path, svg, { flag });
  } catch (cause) {
    const reason = (cause as Error).message;
    throw new FreshetError('CONFIG_INVALID', `--chart cannot be written: ${reason}.`, { cause });
  }
}
