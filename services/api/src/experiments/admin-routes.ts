import { armFigures } from '@freshet/attribution';
import type { Experiment } from '@freshet/events';
import { type ArmFigures, emptyFigures } from '@freshet/experiments';
import { HttpProblem, toChangeSite, toInspectSite } from '@freshet/runtime';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  deleteExperiment,
  getExperiment,
  listExperiments,
  putExperiment,
  startExperiment,
  stopExperiment,
} from '../description/admin/experiments.ts';
import type { ServedNamespace } from '../namespaces/served-namespace.ts';
import { refuseOthers } from '../query/fields.ts';
import { onlySite } from '../query/only-site.ts';
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
    app.get(
      '/v1/admin/experiments',
      { config: { ...toInspectSite, operation: listExperiments } },
      (request) => {
        const prefix = `${onlySite(request)}/`;
        const own = [...experiments.all].filter(([key]) => key.startsWith(prefix));
        return {
          experiments: own.map(([key, one]) => describeExperiment(key.slice(prefix.length), one)),
        };
      },
    );

    app.get<IdPath>(
      '/v1/admin/experiments/:id',
      { config: { ...toInspectSite, operation: getExperiment } },
      (request) => {
        const name = nameIn(request);
        const experiment = experimentOf(experiments.all, name);
        return { ...describeExperiment(name.id, experiment), ...resultsNow(name, experiment) };
      },
    );

    app.put<IdPath>(
      '/v1/admin/experiments/:id',
      { config: { ...toChangeSite, operation: putExperiment } },
      (request) => {
        const name = nameIn(request);
        const definition = parseDefinition(request.body);
        return change(name, (all, _, now) => edited(all, name, definition, now));
      },
    );

    app.post<IdPath>(
      '/v1/admin/experiments/:id/start',
      { config: { ...toChangeSite, operation: startExperiment } },
      (request) => {
        requireNothing(request.body);
        return change(nameIn(request), started);
      },
    );

    app.post<IdPath>(
      '/v1/admin/experiments/:id/stop',
      { config: { ...toChangeSite, operation: stopExperiment } },
      (request) => {
        requireNothing(request.body);
        return change(nameIn(request), stopped);
      },
    );

    app.delete<IdPath>(
      '/v1/admin/experiments/:id',
      { config: { ...toChangeSite, operation: deleteExperiment } },
      (request) => {
        return change(nameIn(request), removed);
      },
    );
  };
}

function nameIn(request: FastifyRequest<IdPath>): ExperimentName {
  const { id } = request.params;
  if (isExperimentName(id)) return { site: onlySite(request), id };
  throw new HttpProblem(400, {
    code: 'PARAMETER_INVALID',
    message: 'An experiment is named by up to 32 of a–z, 0–9 and -, not beginning with -.',
  });
}

/** A body that says something would be taken for a change of the experiment, which this is not. */
function requireNothing(body: unknown): void {
  if (typeof body === 'object' && body !== null) refuseOthers(body as Record<string, unknown>, []);
}
