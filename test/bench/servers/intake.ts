import type { AddressInfo } from 'node:net';
import { guardRoutes, openAccess } from '@freshet/access';
import {
  createIngest,
  type Journal,
  messageOptions,
  messageSettings,
  openCatalogueTable,
  parseAckLevels,
} from '@freshet/ingest';
import { createHttpServer, type Logger, readConfig, Registry } from '@freshet/runtime';
import { guardLog, type Log, openNamespaces } from '@freshet/stream';

const DAY_MS = 86_400_000;
const JOURNAL_AFTER_MS = 1_000;

export interface IntakeOptions {
  readonly log: Log;
  readonly logger: Logger;
  readonly journal?: Journal;
  /** Whether it knows what became of a message; default true. */
  readonly messageStatus?: boolean;
}

/** Ingest as its service composes it, with default settings, on a free port. */
export async function openIntake({ log, logger, journal, messageStatus = true }: IntakeOptions) {
  const onFatal = (error: Error) => {
    throw error;
  };
  const catalogue = await openCatalogueTable({ log, logger, onFatal });
  const app = createHttpServer(logger);
  guardRoutes(app, openAccess);
  const messages = messageOptions(readConfig({}, messageSettings));
  await app.register(
    createIngest({
      log,
      namespaces: await openNamespaces({ log, logger, onFatal }),
      erasures: (await guardLog({ log, logger, onFatal })).erasures,
      id: 'bench',
      catalogue,
      clock: Date.now,
      registry: new Registry(),
      logger,
      latenessMs: DAY_MS,
      ackLevels: parseAckLevels(''),
      messages: messageStatus ? messages : { ...messages, bytesMax: 0 },
      ...(journal !== undefined && { journal: { journal, afterMs: JOURNAL_AFTER_MS } }),
    }),
  );
  await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    async close(): Promise<void> {
      await app.close();
      await catalogue.close();
    },
  };
}
