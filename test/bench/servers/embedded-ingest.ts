import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { topics } from '@freshet/events';
import { createHttpServer, createLogger, readConfig, Registry } from '@freshet/runtime';
import { openEnvironment } from '@freshet/store/embedded';
import { openNamespaces } from '@freshet/stream';
import { createEmbeddedLog } from '@freshet/stream/embedded';
import {
  createIngest,
  messageOptions,
  messageSettings,
  openCatalogueTable,
  parseAckLevels,
} from '@freshet/ingest';
import { answerParent } from '../child.ts';

const PARTITIONS = 32;
const DAY_MS = 86_400_000;

const dir = await mkdtemp(join(tmpdir(), 'freshet-bench-'));
const logger = createLogger('bench', 'warn');
const onFatal = (error: Error) => {
  throw error;
};
const environment = openEnvironment(dir);
const log = createEmbeddedLog({ environment, partitions: PARTITIONS, logger });
await log.admin.ensureTopics(Object.values(topics));
const catalogue = await openCatalogueTable({
  log,
  logger,
  onFatal,
});
const app = createHttpServer(logger);
await app.register(
  createIngest({
    log,
    namespaces: await openNamespaces({ log, logger, onFatal }),
    id: 'bench',
    catalogue,
    clock: Date.now,
    registry: new Registry(),
    logger,
    latenessMs: DAY_MS,
    ackLevels: parseAckLevels(''),
    messages: messageOptions(readConfig({}, messageSettings)),
  }),
);

const calls = {
  /** Listens and answers with the URL. */
  async listen(): Promise<string> {
    await app.listen({ host: '127.0.0.1', port: 0 });
    return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  },
};

export type EmbeddedIngestCalls = typeof calls;

answerParent(calls, async () => {
  await app.close();
  await catalogue.close();
  await log.close();
  await environment.close();
  await rm(dir, { recursive: true, force: true });
});
