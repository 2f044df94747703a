import { topics } from '@freshet/events';
import type { Logger, Registry } from '@freshet/runtime';
import type { Store } from '@freshet/store';
import { createProcessorMetrics, type Log, type Namespaces } from '@freshet/stream';
import type { FastifyInstance } from 'fastify';
import { followKnownItems } from './catalogue/known-items.ts';
import { createHealth } from './health/health.ts';
import { createCellReader } from './history/cell-reader.ts';
import { keepHistory } from './history/keep-history.ts';
import { followEvents } from './live/follow-events.ts';
import { LongWindows } from './live/long-windows.ts';
import { LiveView } from './live/live-view.ts';
import { liveSource } from './live/live-source.ts';
import { analyticsRoutes } from './routes/analytics.ts';
import { historyRoutes } from './routes/history.ts';
import { healthRoutes } from './routes/health.ts';
import { liveRoutes } from './routes/live.ts';
import { Broadcast } from './stream/broadcast.ts';

export interface DashboardOptions {
  readonly log: Log;
  /** Where history lies. */
  readonly store: Store;
  /** Says which topics events are written to. */
  readonly namespaces: Namespaces;
  readonly registry: Registry;
  readonly logger: Logger;
  /** Epoch ms. */
  readonly clock: () => number;
  onFatal(error: Error): void;
}

export interface Dashboard {
  /** Everything that was in the log at the start, as far as it is shown live, is shown. */
  readonly caughtUp: Promise<void>;
  /** Its data as a Fastify plugin: it adds routes to a server that somebody else runs. */
  routes(app: FastifyInstance): Promise<void>;
  close(): Promise<void>;
}

/** Begins to count; needs the topics of events to be there. */
export async function openDashboard(options: DashboardOptions): Promise<Dashboard> {
  const { log, store, registry, logger, clock, onFatal } = options;
  await log.admin.ensureTopics([topics.catalogueItems]);
  const known = await followKnownItems(log, onFatal);
  // What came in before counts as known or not by the catalogue of now.
  await known.caughtUp;
  const isInCatalogue = known.hasItemsOf;
  const live = new LiveView({ isInCatalogue, clock, random: Math.random });
  const events = await followEvents({ ...options, take: (value) => live.take(value) });
  const metrics = createProcessorMetrics(registry);
  const history = await keepHistory({ ...options, metrics, isInCatalogue });
  const cells = createCellReader(store);
  const health = createHealth({ ...options, ownGroups: () => history.groups });
  const long = new LongWindows({ cells, clock, logger });
  return {
    caughtUp: events.caughtUp,
    async routes(app) {
      const broadcast = new Broadcast(liveSource(live, long, clock), registry);
      // Streams end only by being ended, and a server that closes waits for them.
      app.addHook('preClose', (done) => {
        broadcast.close();
        done();
      });
      liveRoutes(app, broadcast);
      historyRoutes(app, cells, clock);
      analyticsRoutes(app, cells, clock);
      healthRoutes(app, health);
    },
    async close() {
      await Promise.all([events.close(), history.close(), known.close()]);
    },
  };
}
