import { setTimeout as delay } from 'node:timers/promises';
import { type Access, guardRoutes, type KeyLimiter, openAccess } from '@freshet/access';
import {
  createIngest,
  type IngestOptions,
  Journal,
  openCatalogueTable,
  parseAckLevels,
} from '@freshet/ingest';
import { createHttpServer, Registry } from '@freshet/runtime';
import type { FastifyInstance } from 'fastify';
import { expect, onTestFinished } from 'vitest';
import type { Engines } from './deployment.ts';
import { temporaryFolder } from './forms.ts';
import { followNamespaces, guarded } from './pipeline.ts';
import { quietLogger } from './quiet-logger.ts';

const MESSAGES = { bytesMax: 1_000_000, intervalMs: 100, deadlineMs: 60_000, keepMs: 60_000 };

/** An ingest with its routes. */
export async function startIngest(
  engines: Engines,
  id: string,
  journaled: boolean,
  {
    access = openAccess,
    limiter,
    ...options
  }: Pick<IngestOptions, 'bots'> & {
    readonly registry?: Registry;
    readonly access?: Access;
    readonly limiter?: KeyLimiter;
  } = {},
) {
  const onFatal = (error: Error) => {
    throw error;
  };
  const logger = quietLogger;
  const { log, erasures } = await guarded(engines.log);
  const namespaces = await followNamespaces(log);
  const catalogue = await openCatalogueTable({ log, logger, onFatal });
  const dir = temporaryFolder();
  const journal = journaled ? await Journal.open({ dir, bytesMax: 10_000_000, logger }) : undefined;
  const app = createHttpServer(logger);
  guardRoutes(app, access, limiter && { limiter });
  await app.register(
    createIngest({
      log,
      namespaces,
      erasures,
      id,
      catalogue,
      clock: Date.now,
      registry: new Registry(),
      ...options,
      logger,
      latenessMs: 86_400_000,
      ackLevels: parseAckLevels(''),
      messages: MESSAGES,
      ...(journal !== undefined && { journal: { journal, afterMs: 1_000 } }),
    }),
  );
  onTestFinished(async () => {
    await app.close();
    await catalogue.close();
    await namespaces.close();
    await journal?.close();
  });
  return app;
}

/** Visitors as fast as they are answered would leave nothing of two cores to what they try. */
const PAUSE_MS = 10;

/** Visitors that each view on and on, one event after the other; answers with how many of each. */
export function startVisits(app: FastifyInstance, users: readonly string[]) {
  const counts = new Map<string, number>();
  const end = new AbortController();
  const visits = users.map(async (user) => {
    for (let sequence = 0; !end.signal.aborted; sequence++) {
      const payload = {
        id: `${user}:${sequence}`,
        type: 'view',
        userId: user,
        itemId: `i-${user}`,
      };
      const answer = await app.inject({ method: 'POST', url: '/v1/events', payload });
      expect(answer.statusCode, answer.body).toBe(202);
      counts.set(user, sequence + 1);
      await delay(PAUSE_MS);
    }
  });
  const stop = async () => {
    end.abort();
    await Promise.all(visits);
    return counts;
  };
  onTestFinished(async () => void (await stop()));
  return { counts, stop };
}
