import { type Access, guardRoutes, type KeyLimiter, openAccess } from '@freshet/access';
import {
  type BehaviourEvent,
  behaviourEventCodec,
  type CatalogueItem,
  catalogueItemCodec,
  type DeadLetter,
  deadLetterCodec,
  isHandovers,
  type Topic,
  topics,
} from '@freshet/events';
import {
  type AckLevels,
  type CatalogueTable,
  createIngest,
  openCatalogueTable,
  parseAckLevels,
} from '@freshet/ingest';
import { describeRoutes } from '@freshet/openapi';
import { createHttpServer, type Logger, Registry } from '@freshet/runtime';
import type { Store } from '@freshet/store';
import type { Log, LogRecord } from '@freshet/stream';
import type { FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';
import { openEmbedded } from './embedded.ts';
import { followNamespaces, guarded } from './pipeline.ts';
import { quietLogger } from './quiet-logger.ts';
import { followRoutes } from './routes-of.ts';

export interface TestIngest {
  readonly app: FastifyInstance;
  readonly log: Log;
  readonly store: Store;
  readonly catalogue: CatalogueTable;
  readonly registry: Registry;
  /** What the clock says, epoch ms. */
  readonly now: number;
  /** Every event in the log; within one profile in the log's order. */
  events(): Promise<BehaviourEvent[]>;
  /** What is in `dead.letters`. */
  letters(): Promise<DeadLetter[]>;
  /** The records of `catalogue.items`: key and item, undefined for a deletion. */
  catalogueRecords(): Promise<{ key: string; item: CatalogueItem | undefined }[]>;
}

/** A status table that scans ten times a second. */
const messages = { bytesMax: 1_000_000, intervalMs: 100, deadlineMs: 60_000, keepMs: 60_000 };

/** The whole intake on the embedded engine, for `inject` or, once it listens, for requests. */
export async function openIngest({
  ackLevels = parseAckLevels(''),
  logger = quietLogger,
  access = openAccess,
  limiter,
  clock,
}: {
  readonly ackLevels?: AckLevels;
  readonly logger?: Logger;
  readonly access?: Pick<Access, 'isOpen' | 'find' | 'identitySecrets'>;
  readonly limiter?: KeyLimiter;
  /** Epoch ms; stands still where it is not given. */
  readonly clock?: () => number;
} = {}): Promise<TestIngest> {
  const { log: embedded, store, close } = await openEmbedded();
  const { log, erasures } = await guarded(embedded);
  const registry = new Registry();
  const now = Date.UTC(2026, 10, 21, 12);
  const catalogue = await openCatalogueTable({ log, logger: quietLogger, onFatal: fail });
  const app = createHttpServer(logger);
  followRoutes(app);
  guardRoutes(app, access, limiter && { limiter });
  describeRoutes(app, { title: 'Ingest', description: 'Of a test.' });
  const rest = { clock: clock ?? (() => now), registry, logger, latenessMs: 86_400_000 };
  const namespaces = await followNamespaces(log);
  const intake = { namespaces, erasures, id: 'test', catalogue };
  await app.register(createIngest({ log, ...intake, ...rest, ackLevels, messages }));
  onTestFinished(async () => {
    await app.close();
    await catalogue.close();
    await close();
  });
  return {
    app,
    log,
    store,
    catalogue,
    registry,
    now,
    async events() {
      const records = await recordsOf(log, topics.behaviourEvents);
      const events = records.filter(({ value }) => !isHandovers(value));
      return events.map(({ value }) => behaviourEventCodec.decode(value!));
    },
    async letters() {
      const records = await recordsOf(log, topics.deadLetters);
      return records.map(({ value }) => deadLetterCodec.decode(value!));
    },
    async catalogueRecords() {
      const records = await recordsOf(log, topics.catalogueItems);
      return records.map(({ key, value }) => ({
        key: Buffer.from(key!).toString(),
        item: value === null ? undefined : catalogueItemCodec.decode(value),
      }));
    },
  };
}

async function recordsOf(log: Log, topic: Topic): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  const follower = await log.follow({
    topic: topic.name,
    record: (record) => void records.push(record),
    onFatal: fail,
  });
  await follower.caughtUp;
  await follower.close();
  return records;
}

function fail(error: Error): void {
  throw error;
}
