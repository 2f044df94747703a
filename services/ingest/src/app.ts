import cors from '@fastify/cors';
import { acceptJson, addressReader, type Logger, type Registry } from '@freshet/runtime';
import type { Erasures, Log, Namespaces } from '@freshet/stream';
import { traceRequests, type Tracing } from '@freshet/tracing';
import type { FastifyInstance } from 'fastify';
import type { AckLevels } from './ack-levels.ts';
import { BotWatch } from './bots/bot-watch.ts';
import type { CatalogueTable } from './catalogue-table.ts';
import { DirectPublishing } from './direct-publishing.ts';
import { erasureRoutes } from './erasures/routes.ts';
import type { Ingest } from './ingest.ts';
import type { Journal } from './journal/journal.ts';
import { JournaledPublishing } from './journal/journaled-publishing.ts';
import { followLiveTopic } from './live-topic.ts';
import { signingGroup } from './messages/signing-group.ts';
import { createMessageMetrics } from './messages/metrics.ts';
import { startScans } from './messages/scan.ts';
import type { MessageOptions } from './messages/settings.ts';
import { SentMessages } from './messages/sent-messages.ts';
import { createIngestMetrics, timed } from './metrics.ts';
import type { Sent } from './publishing.ts';
import { RefusalLog } from './refusals/refusal-log.ts';
import { createEventIntake } from './event-intake.ts';
import { createForeignIntake } from './protocols/foreign-events.ts';
import { segmentRoutes } from './protocols/segment/routes.ts';
import { snowplowRoutes } from './protocols/snowplow/routes.ts';
import { gorseRoutes } from './protocols/gorse/routes.ts';
import { eventRoutes } from './routes/events.ts';
import { itemRoutes } from './routes/items.ts';
import { messageRoutes } from './routes/messages.ts';

export interface IngestOptions {
  readonly log: Log;
  /** Which topic events go to. */
  readonly namespaces: Namespaces;
  /** Who asked to be forgotten. */
  readonly erasures: Erasures;
  /** Names this ingest among all, the same after a restart. */
  readonly id: string;
  readonly catalogue: CatalogueTable;
  /** Epoch ms. */
  readonly clock: () => number;
  readonly registry: Registry;
  readonly logger: Logger;
  /** Without it nothing is traced. */
  readonly tracing?: Tracing | undefined;
  /** How far back a live event's time may lie, in ms. */
  readonly latenessMs: number;
  readonly ackLevels: AckLevels;
  readonly messages: MessageOptions;
  /** Without them nothing is flagged. */
  readonly bots?: {
    /** The setting TRUSTED_PROXIES. */
    readonly trustedProxies: string;
  };
  /** Takes over while the log is away; without one such requests are refused. */
  readonly journal?: {
    readonly journal: Journal;
    /** How long the log may take to acknowledge before, in ms. */
    readonly afterMs: number;
  };
}

/** How long a browser need not ask again whether it may; no browser remembers longer. */
const PREFLIGHT_S = 86_400;

/** The intake as a Fastify plugin: it adds routes to a server that somebody else opens and closes. */
export function createIngest(options: IngestOptions) {
  const { log, namespaces, id, catalogue, clock, registry, logger, latenessMs, ackLevels } =
    options;
  const metrics = createIngestMetrics(registry, log.publisher, catalogue);
  const sent = new SentMessages({ bytesMax: options.messages.bytesMax, clock });
  const noteSent: Sent = (...acknowledged) => sent.add(...acknowledged);
  const publishing = timed(
    options.journal === undefined
      ? new DirectPublishing(log.publisher, noteSent)
      : new JournaledPublishing({ log, registry, logger, sent: noteSent, ...options.journal }),
    metrics,
  );
  const refusals = new RefusalLog({ log, clock, logger });
  const rest = { catalogue, clock, latenessMs, ackLevels };
  const { erasures } = options;
  const bots =
    options.bots && new BotWatch({ addressOf: addressReader(options.bots.trustedProxies), clock });
  const ingest: Ingest = { publishing, sent, erasures, metrics, refusals, bots, ...rest };
  const takeEvents = createEventIntake(ingest);
  const takeForeign = createForeignIntake(ingest, takeEvents);
  return async function ingestRoutes(app: FastifyInstance): Promise<void> {
    const following = { log, namespaces, id, route: publishing.events, logger };
    const liveTopic = await followLiveTopic(following);
    traceRequests(app, options.tracing);
    // As beacons say it, to spare a preflight.
    acceptJson(app, ['text/plain']);
    app.addHook('onResponse', (request, reply, done) => {
      const route = `${request.method} ${request.routeOptions.url}`;
      metrics.requestDuration.observe(
        { route, status: reply.statusCode },
        reply.elapsedTime / 1000,
      );
      done();
    });
    const eventsOfPages = async (open: FastifyInstance) => {
      // What happens on pages of any origin comes in; a pause that is asked for can be read.
      await open.register(cors, {
        origin: '*',
        methods: ['POST'],
        exposedHeaders: ['retry-after'],
        maxAge: PREFLIGHT_S,
      });
      eventRoutes(open, ingest, takeEvents);
    };
    await app.register(eventsOfPages, { prefix: '/v1/events' });
    await app.register(async (inside) => segmentRoutes(inside, ingest, takeForeign));
    await app.register(async (inside) => snowplowRoutes(inside, ingest, takeForeign));
    await app.register(async (inside) => gorseRoutes(inside, ingest, takeForeign));
    itemRoutes(app, ingest);
    erasureRoutes(app, { ...ingest, admin: log.admin, namespaces });
    messageRoutes(app, ingest);
    const scans = startScans({
      sent,
      erasures,
      clock,
      logger,
      ...options.messages,
      admin: log.admin,
      consumerOf: (topic) => signingGroup(namespaces.plan, topic),
      publish: (topic, messages) => publishing.publish(topic, messages),
      metrics: createMessageMetrics(registry, sent),
    });
    app.addHook('onClose', async () => {
      scans.close();
      refusals.close();
      publishing.close();
      await liveTopic.close();
    });
  };
}
