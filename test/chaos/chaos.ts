import { deployments } from '@freshet/recommend';
import type { Click } from '../bench/clicks.ts';
import { audit, type Verdict } from './audit/audit.ts';
import { readEvidence } from './audit/evidence.ts';
import type { Fault } from './fault.ts';
import { distributedFaults, embeddedFaults } from './faults/faults.ts';
import { type LoadResult, runLoad } from './load/load.ts';
import { Random } from './random.ts';
import { drawSchedule, formatSchedule, runSchedule, type ScheduledFault } from './schedule.ts';
import { startDistributed } from './system/distributed.ts';
import { startEmbedded } from './system/embedded.ts';
import type { Stage } from './stage.ts';
import type { System } from './system/system.ts';
import { Trace } from './trace.ts';

export interface ChaosOptions {
  readonly engine: Engine;
  readonly seed: number;
  /** Of load; what the faults held up is waited for afterwards. */
  readonly durationMs: number;
  readonly clicks: readonly Click[];
  /** Takes the schedule, before anything is started, and what else there is to say. */
  say(text: string): void;
}

export interface ChaosReport extends Verdict, Pick<LoadResult, 'retries' | 'refusals'> {
  readonly engine: Engine;
  readonly seed: number;
  readonly durationMs: number;
  /** The kind of each fault that struck. */
  readonly faults: readonly string[];
  /** Where the full trace lies, if anything differs. */
  readonly trace: string | undefined;
}

/** So many faults strike after the load, when no further event would bring a mistake to light. */
const QUIET_FAULTS = 2;

interface Form<S extends Stage> {
  readonly faults: readonly Fault<S>[];
  /** One fault so often, on average. */
  readonly faultEveryMs: number;
  /** Events a second that two cores carry along with everything else. */
  readonly perSecond: number;
  start(trace: Trace): Promise<System<S>>;
}

const runners = {
  embedded: runnerOf({
    faults: embeddedFaults,
    faultEveryMs: 5_000,
    perSecond: 300,
    start: startEmbedded,
  }),
  distributed: runnerOf({
    faults: distributedFaults,
    faultEveryMs: 6_000,
    perSecond: 200,
    start: startDistributed,
  }),
};
export type Engine = keyof typeof runners;
export const engines = Object.keys(runners) as readonly Engine[];

/** One run: real processes under load, faults as the seed has it, then the exact audit. */
export function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  return runners[options.engine](options);
}

function runnerOf<S extends Stage>({ faults, faultEveryMs, perSecond, start }: Form<S>) {
  return async (options: ChaosOptions): Promise<ChaosReport> => {
    const { seed, durationMs, say } = options;
    const pacing = {
      durationMs: durationMs + QUIET_FAULTS * faultEveryMs,
      loadMs: durationMs,
      everyMs: faultEveryMs,
    };
    const schedule = drawSchedule(faults, new Random(seed), pacing);
    say(formatSchedule(schedule));
    const trace = await Trace.open();
    await trace.keep('schedule.txt', `seed ${seed}\n${formatSchedule(schedule)}\n`);
    try {
      const system = await start(trace);
      const outcome = await finish(system, () =>
        strikeAndAudit(system, schedule, { ...options, perSecond }),
      );
      const { differences } = outcome;
      if (differences.length === 0) await trace.discard();
      else await trace.keep('differences.txt', `${differences.join('\n')}\n`);
      if (differences.length > 0) await trace.close();
      const kept = differences.length > 0 ? trace.folder : undefined;
      return { ...outcome, engine: options.engine, seed, durationMs, trace: kept };
    } catch (error) {
      await trace.close();
      say(`the run itself failed; its trace is in ${trace.folder}`);
      throw error;
    }
  };
}

async function finish<S extends Stage, T>(system: System<S>, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    await system.stop();
  }
}

type RunOutcome = Omit<ChaosReport, 'engine' | 'seed' | 'durationMs' | 'trace'>;

async function strikeAndAudit<S extends Stage>(
  system: System<S>,
  schedule: readonly ScheduledFault<S>[],
  options: ChaosOptions & { readonly perSecond: number },
): Promise<RunOutcome> {
  const { stage, ingestUrls } = system;
  const { acknowledged } = stage;
  const broken = new AbortController();
  const load = runLoad({
    ...options,
    ...stage,
    urls: ingestUrls,
    random: new Random(options.seed + 1),
    signal: broken.signal,
  });
  const striking = runSchedule(schedule, stage).catch((error: unknown) => {
    broken.abort(error);
    throw error;
  });
  const [{ retries, refusals }, struck] = await Promise.all([load, striking]);
  options.say(`${acknowledged.count} events acknowledged after ${retries} retries; settling`);
  const late = await system.settle();
  const evidence = await system.read((readable) => readEvidence(readable, acknowledged.byKey));
  const verdict = audit(evidence, deployments.shop);
  const faults = struck.map(({ kind }) => kind);
  return { ...verdict, differences: [...late, ...verdict.differences], faults, retries, refusals };
}
