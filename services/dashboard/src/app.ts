import { topics } from '@freshet/events';
import type { Logger, Registry } from '@freshet/runtime';
import type { Store } from '@freshet/store';
import { createProcessorMetrics, type Log, type Namespaces } from '@freshet/stream';
import type { Tracing } from '@freshet/tracing';
import type { FastifyInstance } from 'fastify';
import { Arrivals } from './arrivals/arrivals.ts';
import { followLetters } from './arrivals/letters.ts';
import { followQuarantine } from './arrivals/follow-quarantine.ts';
import { followRefusals } from './arrivals/follow-refusals.ts';
import { followKnownItems } from './catalogue/known-items.ts';
import { createHealth } from './health/health.ts';
import type { ProbeSource } from './health/probe.ts';
import { createCellReader } from './history/cell-reader.ts';
import { keepHistory } from './history/keep-history.ts';
import { followEvents } from './live/follow-events.ts';
import { LIVE_MS } from './live/live-site.ts';
import { LongWindows } from './live/long-windows.ts';
import { LiveView } from './live/live-view.ts';
import { liveSource } from './live/live-source.ts';
import { openTrackingPlans } from './plans/tracking-plans.ts';
import { analyticsRoutes } from './routes/analytics.ts';
import { historyRoutes } from './routes/history.ts';
import { healthRoutes } from './routes/health.ts';
import { nameSite } from './routes/name-site.ts';
import { liveRoutes } from './routes/live.ts';
import { qualityRoutes } from './routes/quality.ts';
import { trackingPlanRoutes } from './routes/tracking-plan.ts';
import { siteRoutes } from './routes/sites.ts';
import type { ServiceName } from './shapes/health.ts';
import { Broadcast } from './stream/broadcast.ts';

export interface DashboardOptions {
  readonly log: Log;
  /** Where history lies. */
  readonly store: Store;
  /** Says which topics events are written to. */
  readonly namespaces: Namespaces;
  readonly registry: Registry;
  readonly logger: Logger;
  /** Without it nothing is traced here. */
  readonly tracing?: Tracing | undefined;
  /** Epoch ms. */
  readonly clock: () => number;
  /** Services of this process beside it, whose figures are in the registry. */
  readonly besides: readonly ServiceName[];
  /** Answers with undefined where there is no probe. */
  readonly probe: ProbeSource;
  onFatal(error: Error): void;
}

export interface Dashboard {
  /** Everything that was in the log at the start, as far as it is shown live, is shown. */
  readonly caughtUp: Promise<void>;
  /** One short phrase per part that is not there yet; none once it has caught up. */
  readonly waitingFor: readonly string[];
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
  const plans = await openTrackingPlans(options);
  const judges = { isInCatalogue: known.hasItemsOf, problemsOf: plans.problemsOf };
  const arrivals = new Arrivals(clock() - LIVE_MS);
  const live = new LiveView({ judges, arrivals, clock, random: Math.random });
  const events = await followEvents({ ...options, take: (...record) => live.take(...record) });
  const refused = await followRefusals(log, logger, onFatal);
  const aside = await followQuarantine(log, clock(), onFatal);
  const letters = await followLetters(log, clock(), onFatal);
  const metrics = createProcessorMetrics(registry);
  const history = await keepHistory({ ...options, metrics, judges });
  const cells = createCellReader(store);
  const health = createHealth({ ...options, ownGroups: () => history.groups });
  const waitingFor = ['the events of the last minutes'];
  const long = new LongWindows({ cells, clock, logger });
  return {
    caughtUp: events.caughtUp.then(() => void waitingFor.pop()),
    waitingFor,
    async routes(app) {
      app.addHook('onRequest', nameSite);
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
      const { refusals } = refused;
      const { flagged } = aside;
      qualityRoutes(app, { cells, store, plans, arrivals, refusals, flagged, letters }, clock);
      await app.register(trackingPlanRoutes(plans));
      siteRoutes(app, () => [...known.sites, ...live.sites]);
    },
    async close() {
      const followers = [events, history, known, plans, refused, aside, letters];
      await Promise.all(followers.map((one) => one.close()));
    },
  };
}
