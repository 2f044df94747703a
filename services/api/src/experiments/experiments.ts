import {
  type Experiment,
  type ExperimentDecision,
  experimentDecisionCodec,
  topics,
} from '@freshet/events';
import { HttpProblem, type Logger } from '@freshet/runtime';
import { type Log, openDecisions } from '@freshet/stream';
import { type ExperimentName, type Experiments, keyOf } from './decisions.ts';
import { type Running, runningOf } from './running.ts';

/** All experiments, as this process follows them. */
export interface ExperimentRegister {
  readonly all: Experiments;
  /** The one that lists of a scenario are part of now; undefined: none is. */
  running(site: string, scenario: string): Running | undefined;
  /**
   * Writes what `decide` makes of the experiment, again if somebody else changed any meanwhile, and
   * resolves with it once it holds here; null: deleted.
   * @throws what `decide` throws; HttpProblem EXPERIMENTS_CROWDED; FreshetError LOG_UNREACHABLE.
   */
  change(
    name: ExperimentName,
    decide: (all: Experiments) => Experiment | null,
  ): Promise<Experiment | null>;
  close(): Promise<void>;
}

export interface ExperimentRegisterOptions {
  readonly log: Log;
  readonly logger: Logger;
  /** Epoch ms. */
  readonly clock: () => number;
  onFatal(error: Error): void;
}

/** Follows `recommendation.experiments`, one change on top of the other. */
export async function openExperiments(
  options: ExperimentRegisterOptions,
): Promise<ExperimentRegister> {
  const { log, logger, clock, onFatal } = options;
  const topic = topics.recommendationExperiments;
  const all = new Map<string, Experiment>();
  /** By site, then by scenario. */
  const running = new Map<string, Map<string, Running>>();

  function take({ site, id, experiment }: ExperimentDecision): void {
    const key = keyOf({ site, id });
    const scenarios = running.get(site) ?? new Map<string, Running>();
    for (const scenario of all.get(key)?.scenarios ?? []) {
      if (scenarios.get(scenario)?.id === id) scenarios.delete(scenario);
    }
    if (experiment === null) all.delete(key);
    else all.set(key, experiment);
    if (experiment?.state === 'running') {
      const compiled = compile({ site, id }, experiment);
      for (const scenario of compiled === undefined ? [] : experiment.scenarios) {
        scenarios.set(scenario, compiled!);
      }
    }
    running.set(site, scenarios);
  }

  function compile(name: ExperimentName, experiment: Experiment): Running | undefined {
    try {
      return runningOf(name, experiment);
    } catch (err) {
      // Of a newer version: everybody here gets what they got without it, which its figures show.
      logger.error({ err, ...name }, 'an experiment cannot be run by this process; upgrade');
      return undefined;
    }
  }

  await log.admin.ensureTopics([topic]);
  const decisions = await openDecisions<ExperimentDecision>({
    log,
    topic,
    codec: experimentDecisionCodec,
    logger,
    take,
    crowded,
    onFatal,
  });
  return {
    all,
    running: (site, scenario) => running.get(site)?.get(scenario),
    async change(name, decide) {
      let wanted: Experiment | null = null;
      await decisions.decide((revision) => {
        wanted = decide(all);
        if (wanted === all.get(keyOf(name))) return undefined;
        const decidedAt = clock();
        return { revision: revision + 1, decidedAt, ...name, experiment: wanted };
      });
      return wanted;
    },
    close: () => decisions.close(),
  };
}

function crowded(tries: number): HttpProblem {
  return new HttpProblem(409, {
    code: 'EXPERIMENTS_CROWDED',
    message: `Somebody else changed experiments ${tries} times meanwhile; look and ask again.`,
  });
}
