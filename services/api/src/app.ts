import type { Logger, Registry } from '@freshet/runtime';
import type { Deployment } from '@freshet/recommend';
import type { StateSpace, Store } from '@freshet/store';
import type { FastifyInstance } from 'fastify';
import type { Api } from './api.ts';
import { type AnsweredBy, createApiMetrics } from './metrics.ts';
import { createRecommender } from './recommendations.ts';
import { itemRoutes } from './routes/items.ts';
import { profileRoutes } from './routes/profiles.ts';
import { recommendationRoutes } from './routes/recommendations.ts';
import { trendingRoutes } from './routes/trending.ts';
import { StateReader } from './state-reader.ts';
import type { ItemTables } from './tables/item-tables.ts';

export interface ApiOptions {
  readonly store: Store;
  readonly tables: ItemTables;
  /** Where the workers of this deployment keep state. */
  readonly space: StateSpace;
  readonly deployment: Deployment;
  /** Epoch ms. */
  readonly clock: () => number;
  readonly registry: Registry;
  readonly logger: Logger;
}

declare module 'fastify' {
  interface FastifyReply {
    answeredBy: AnsweredBy;
  }
}

/** The recommendations as a Fastify plugin: it adds routes to a server that somebody else runs. */
export function createApi(options: ApiOptions) {
  const { store, tables, space, deployment, clock, registry, logger } = options;
  const metrics = createApiMetrics(registry, tables);
  const reader = new StateReader({ store, space, logger, duration: metrics.storeReadDuration });
  const recommender = createRecommender({ tables, reader, deployment, clock });
  const api: Api = { recommender, reader, tables, deployment, clock, metrics };
  return async function apiRoutes(app: FastifyInstance): Promise<void> {
    app.decorateReply('answeredBy', '');
    app.addHook('onResponse', (request, reply, done) => {
      const route = `${request.method} ${request.routeOptions.url}`;
      const { statusCode: status, answeredBy: strategy } = reply;
      metrics.requestDuration.observe({ route, status, strategy }, reply.elapsedTime / 1000);
      done();
    });
    recommendationRoutes(app, api);
    itemRoutes(app, api);
    trendingRoutes(app, api);
    profileRoutes(app, api);
  };
}
