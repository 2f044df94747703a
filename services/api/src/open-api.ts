import type { Erasures, Log, Namespaces } from '@freshet/stream';
import { openItemTables } from '@freshet/tables';
import type { FastifyInstance } from 'fastify';
import { type ApiOptions, createApi } from './app.ts';
import { createExperimentAdmin } from './experiments/admin-routes.ts';
import { openExperiments } from './experiments/experiments.ts';
import { createExplorationAdmin } from './exploration/admin-routes.ts';
import { createFiguresAdmin } from './figures/admin-routes.ts';
import { createLogExport } from './log-export/routes.ts';
import { createNamespaceAdmin } from './namespaces/routes.ts';
import { openServedNamespace } from './namespaces/served-namespace.ts';
import { createRankerAdmin } from './ranker/admin-routes.ts';
import { openRules } from './rules/open-rules.ts';

export interface OpenApiOptions extends Omit<ApiOptions, 'served' | 'experiments' | 'rules'> {
  /** Without what is to be forgotten, and who asked for that. */
  readonly log: Log;
  readonly erasures: Pick<Erasures, 'isErased'>;
  readonly namespaces: Namespaces;
  /** Of the keyed topics that the deployment began with. */
  readonly partitions: number;
  readonly explorationShare: number;
  /** As ItemTablesOptions has them. */
  readonly itemsMax: number;
  readonly visitorsMin: number;
  onFatal(error: Error): void;
}

export interface OpenApi {
  /** The tables of what is served first hold all that was in the log at the start. */
  readonly caughtUp: Promise<unknown>;
  /** One short phrase per table that is not there yet. */
  readonly waitingFor: readonly string[];
  /** Answers and administration as a Fastify plugin: it adds routes to a server that somebody else runs. */
  routes(app: FastifyInstance): Promise<void>;
  close(): Promise<void>;
}

/** Begins to follow all that answers are made of; needs the topics of events and answers to be there. */
export async function openApi(options: OpenApiOptions): Promise<OpenApi> {
  const { log, deployment, partitions, itemsMax, visitorsMin, logger, onFatal } = options;
  const rules = await openRules(options);
  const served = await openServedNamespace({
    namespaces: options.namespaces,
    partitions,
    logger,
    openTables: (namespace) =>
      openItemTables({
        log,
        namespace,
        deployment,
        itemsMax,
        visitorsMin,
        hasLikes: true,
        hasFigures: true,
        logger,
        onFatal,
      }),
  });
  const experiments = await openExperiments(options);
  const all = { ...options, served, experiments, rules };
  return {
    caughtUp: served.current.tables.caughtUp,
    get waitingFor() {
      return served.current.tables.waitingFor.map((topic) => `the table of ${topic}`);
    },
    async routes(app) {
      await app.register(createApi(all));
      await app.register(createLogExport(all));
      await app.register(createNamespaceAdmin(all));
      await app.register(createRankerAdmin(all));
      await app.register(createFiguresAdmin(all));
      await app.register(createExplorationAdmin(all));
      await app.register(createExperimentAdmin(all));
    },
    async close() {
      await experiments.close();
      await served.close();
      await rules.close();
    },
  };
}
