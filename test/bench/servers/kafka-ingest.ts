import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createIngest,
  Journal,
  messageOptions,
  messageSettings,
  openCatalogueTable,
  parseAckLevels,
} from '@freshet/ingest';
import { createHttpServer, createLogger, readConfig, Registry } from '@freshet/runtime';
import { type Log, openNamespaces } from '@freshet/stream';
import { answerParent } from '../child.ts';
import { openLog } from '../log.ts';

const DAY_MS = 86_400_000;
const AFTER_MS = 1_000;

const dir = await mkdtemp(join(tmpdir(), 'freshet-bench-journal-'));
const logger = createLogger('bench', 'warn');
const onFatal = (error: Error) => {
  throw error;
};
const ends: (() => Promise<void>)[] = [() => rm(dir, { recursive: true, force: true })];

async function intake(log: Log, journal: Journal | undefined): Promise<string> {
  const catalogue = await openCatalogueTable({
    log,
    logger,
    onFatal,
  });
  const app = createHttpServer(logger);
  const messages = messageOptions(readConfig({}, messageSettings));
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
      ...(journal === undefined
        ? { messages: { ...messages, bytesMax: 1 } }
        : { messages, journal: { journal, afterMs: AFTER_MS } }),
    }),
  );
  await app.listen({ host: '127.0.0.1', port: 0 });
  ends.push(async () => {
    await app.close();
    await catalogue.close();
  });
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
}

const calls = {
  /** Listens as ingest does with its journal and message status, or without both; answers with the URL. */
  async listen({ broker, partitions, journaled }: Intake): Promise<string> {
    const log = await openLog(broker, partitions);
    ends.push(() => log.close());
    if (!journaled) return intake(log, undefined);
    const journal = await Journal.open({ dir, bytesMax: 2 ** 30, logger });
    ends.push(() => journal.close());
    return intake(log, journal);
  },
  /** Seconds of CPU that this process has used. */
  async cpuSeconds(): Promise<number> {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000_000;
  },
};

interface Intake {
  readonly broker: string;
  readonly partitions: number;
  readonly journaled: boolean;
}

export type KafkaIngestCalls = typeof calls;

answerParent(calls, async () => {
  for (const end of ends.toReversed()) await end();
});
