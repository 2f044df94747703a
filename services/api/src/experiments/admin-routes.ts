import { armFigures } from '@freshet/attribution';
import type { Experiment } from '@freshet/events';
import { type ArmFigures, emptyFigures } from '@freshet/experiments';
import { HttpProblem, requireLoopback } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';
import type { ServedNamespace } from '../namespaces/served-namespace.ts';
import { FieldReader, refuseOthers } from '../query/fields.ts';
import { fieldsOfQuery } from '../query/query-string.ts';
import { siteOf } from '../ranker/site-field.ts';
import {
  edited,
  type ExperimentName,
  experimentOf,
  type Experiments,
  removed,
  started,
  stopped,
} from './decisions.ts';
import { isExperimentName, parseDefinition } from './definition.ts';
import { describeExperiment } from './description.ts';
import type { ExperimentRegister } from './experiments.ts';
import { resultsOf } from './results.ts';

export interface ExperimentAdminOptions {
  readonly served: Pick<ServedNamespace, 'current'>;
  readonly experiments: ExperimentRegister;
  /** Epoch ms. */
  readonly clock: () => number;
}

interface IdPath {
  Params: { id: string };
}

type Decide = (all: Experiments, name: ExperimentName, now: number) => Experiment | null;

/**
 * `/v1/admin/experiments` as a Fastify plugin, for clients on this machine, all with `?site=`: GET lists,
 * GET /{id} has its figures, PUT /{id} makes or changes one, POST …/start and …/stop, DELETE forgets it.
 */
export function createExperimentAdmin({ served, experiments, clock }: ExperimentAdminOptions) {
  async function change(name: ExperimentName, decide: Decide) {
    const experiment = await experiments.change(name, (all) => decide(all, name, clock()));
    return experiment === null ? { id: name.id } : describeExperiment(name.id, experiment);
  }

  function resultsNow({ site, id }: ExperimentName, experiment: Experiment) {
    const arms = new Map<string, ArmFigures>();
    for (const arm of served.current.tables.figures.arms(site)) {
      const { counts, money } = arm.figures;
      if (arm.experiment === id) arms.set(arm.variant, armFigures(counts, money.values()));
    }
    return resultsOf(experiment, (arm) => arms.get(arm) ?? emptyFigures());
  }

  return async function experimentRoutes(app: FastifyInstance): Promise<void> {
    app.addHook('onRequest', requireLoopback);

    app.get('/v1/admin/experiments', ({ query }) => {
      const prefix = `${siteIn(query)}/`;
      const own = [...experiments.all].filter(([key]) => key.startsWith(prefix));
      return {
        experiments: own.map(([key, one]) => describeExperiment(key.slice(prefix.length), one)),
      };
    });

    app.get<IdPath>('/v1/admin/experiments/:id', ({ params, query }) => {
      const name = nameIn(params, query);
      const experiment = experimentOf(experiments.all, name);
      return { ...describeExperiment(name.id, experiment), ...resultsNow(name, experiment) };
    });

    app.put<IdPath>('/v1/admin/experiments/:id', ({ params, query, body }) => {
      const name = nameIn(params, query);
      const definition = parseDefinition(body);
      return change(name, (all, _, now) => edited(all, name, definition, now));
    });

    app.post<IdPath>('/v1/admin/experiments/:id/start', ({ params, query, body }) => {
      requireNothing(body);
      return change(nameIn(params, query), started);
    });

    app.post<IdPath>('/v1/admin/experiments/:id/stop', ({ params, query, body }) => {
      requireNothing(body);
      return change(nameIn(params, query), stopped);
    });

    app.delete<IdPath>('/v1/admin/experiments/:id', ({ params, query }) => {
      return change(nameIn(params, query), removed);
    });
  };
}

function siteIn(query: unknown): string {
  return siteOf(new FieldReader(fieldsOfQuery(query), ['site']));
}

function nameIn({ id }: { id: string }, query: unknown): ExperimentName {
  if (isExperimentName(id)) return { site: siteIn(query), id };
  throw new HttpProblem(400, {
    code: 'PARAMETER_INVALID',
    message: 'An experiment is named by up to 32 of a–z, 0–9 and -, not beginning with -.',
  });
}

/** A body that says something would be taken for a change of the experiment, which this is not. */
function requireNothing(body: unknown): void {
  if (typeof body === 'object' && body !== null) refuseOthers(body as Record<string, unknown>, []);
}
