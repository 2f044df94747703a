import { randomInt } from 'node:crypto';
import type { Deployment } from '@freshet/recommend';
import type { Logger, Registry } from '@freshet/runtime';
import type { Store } from '@freshet/store';
import type { Log, Namespaces, Signer } from '@freshet/stream';
import { traceRequests, type Tracing } from '@freshet/tracing';
import type { FastifyInstance } from 'fastify';
import { AnswerLog } from './answers/answer-log.ts';
import { createIssuer } from './answers/issuer.ts';
import { createAnswerMetrics } from './answers/metrics.ts';
import type { Api, View } from './api.ts';
import { openToPages, preflightRoutes } from './cross-origin.ts';
import { type AnsweredBy, createApiMetrics } from './metrics.ts';
import { createAssigner } from './experiments/assigner.ts';
import type { ExperimentRegister } from './experiments/experiments.ts';
import { gorseRoutes } from './gorse/routes.ts';
import type { Served } from './namespaces/served-namespace.ts';
import { createPages } from './paging/pages.ts';
import { createRecommender } from './recommendations/recommender.ts';
import { boardListRoutes } from './routes/board-lists.ts';
import { itemRoutes } from './routes/items.ts';
import { exportRoutes } from './routes/export.ts';
import { profileRoutes } from './routes/profiles.ts';
import { rankerRoutes } from './routes/ranker.ts';
import { recommendationRoutes } from './routes/recommendations.ts';
import type { Rules } from './rules/open-rules.ts';
import { ruleAdminRoutes } from './rules/admin-routes.ts';
import { rulesAtWork } from './rules/rules-at-work.ts';
import { StateReader } from './state-reader.ts';

export interface ApiOptions {
  /** Where answers are kept for those who ask later, and the catalogue. */
  readonly log: Pick<Log, 'publisher' | 'admin' | 'read'>;
  /** Which topic events lie in. */
  readonly namespaces: Pick<Namespaces, 'plan'>;
  readonly store: Store;
  /** The namespace to answer from, looked at by each request. */
  readonly served: { readonly current: Served };
  readonly deployment: Deployment;
  readonly experiments: Pick<ExperimentRegister, 'running'>;
  /** As RecommenderOptions has it; 0 when absent. */
  readonly explorationShare?: number;
  /** As RecommenderOptions has it; cryptographic when absent. */
  readonly random?: () => number;
  /** Signs what clients bring back. */
  readonly signer: Signer;
  /** What merchandisers have decided. */
  readonly rules: Rules;
  /** Where ingest is, to pass on to it what it alone takes; absent where it answers beside this one. */
  readonly ingestUrl?: string;
  /** Epoch ms. */
  readonly clock: () => number;
  readonly registry: Registry;
  readonly logger: Logger;
  /** Without it nothing is traced. */
  readonly tracing?: Tracing | undefined;
}

/** As many as `randomInt` can tell apart. */
const cryptographic = () => randomInt(2 ** 48 - 1);

declare module 'fastify' {
  interface FastifyReply {
    answeredBy: AnsweredBy;
  }
}

/** The recommendations as a Fastify plugin: it adds routes to a server that somebody else runs. */
export function createApi(options: ApiOptions) {
  const { log, store, served, deployment, experiments, signer, rules } = options;
  const { explorationShare = 0, random = cryptographic, clock, registry, logger } = options;
  const metrics = createApiMetrics(registry, () => served.current.tables);
  const answers = new AnswerLog({ log, metrics: createAnswerMetrics(registry), logger });
  const issuer = createIssuer({ signer, answers, clock });
  const pages = createPages({ signer, clock });
  let seen: Served | undefined;
  let view: View | undefined;

  function viewOf({ namespace, partitions, tables }: Served): View {
    const space = { namespace, partitions };
    const reader = new StateReader({ store, space, logger, duration: metrics.storeReadDuration });
    const rulesOf = rulesAtWork(rules, tables, clock);
    return {
      tables,
      reader,
      rulesOf,
      recommender: createRecommender({
        tables,
        reader,
        deployment,
        issuer,
        pages,
        assigner: createAssigner({
          experiments,
          read: (site, visitors) => reader.kept(site, visitors),
        }),
        explorationShare,
        clock,
        random,
        weightsOf: (site) => tables.site(site).weights.served,
        rulesOf,
      }),
    };
  }

  const api: Api = {
    get view() {
      const { current } = served;
      if (view === undefined || seen !== current) view = viewOf((seen = current));
      return view;
    },
    deployment,
    clock,
    metrics,
  };
  return async function apiRoutes(app: FastifyInstance): Promise<void> {
    app.decorateReply('answeredBy', '');
    traceRequests(app, options.tracing);
    app.addHook('onClose', () => answers.close());
    app.addHook('onResponse', (request, reply, done) => {
      const route = `${request.method} ${request.routeOptions.url}`;
      const { statusCode: status, answeredBy: strategy } = reply;
      metrics.requestDuration.observe({ route, status, strategy }, reply.elapsedTime / 1000);
      done();
    });
    await app.register(preflightRoutes);
    await app.register(async (open) => {
      openToPages(open);
      recommendationRoutes(open, api);
      itemRoutes(open, api);
      boardListRoutes(open, api);
      profileRoutes(open, api);
    });
    await app.register(async (inside) => gorseRoutes(inside, api, options));
    exportRoutes(app, api);
    rankerRoutes(app, api);
    await app.register(ruleAdminRoutes(api, rules));
  };
}
