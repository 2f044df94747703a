import { setTimeout as delay } from 'node:timers/promises';
import { topics } from '@freshet/events';
import { BASE } from '@freshet/gorse';
import { forEveryone } from '@freshet/runtime';
import type { Store } from '@freshet/store';
import type { Log } from '@freshet/stream';
import type { ItemTables } from '@freshet/tables';
import type { FastifyInstance } from 'fastify';

/** An engine that takes longer to answer counts as away, in ms. */
const ANSWER_MS_MAX = 2_000;

export interface HealthSources {
  readonly log: Pick<Log, 'admin'>;
  readonly store: Pick<Store, 'check'>;
  readonly tables: () => ItemTables;
}

/** Gorse's probes: the log is its data store here, and the store its cache. */
export function healthRoutes(app: FastifyInstance, { log, store, tables }: HealthSources): void {
  const config = forEveryone;
  app.get(`${BASE}/health/live`, { config }, health);
  app.get(`${BASE}/health/ready`, { config }, async (_request, reply) => {
    const status = await health();
    return reply.code(status.Ready ? 200 : 503).send(status);
  });

  async function health() {
    const [logFault, storeFault] = await Promise.all([
      faultOf(log.admin.offsets(topics.catalogueItems.name)),
      faultOf(store.check()),
    ]);
    const isThere = logFault === null && storeFault === null;
    return {
      Ready: isThere && tables().waitingFor.length === 0,
      DataStoreError: logFault,
      CacheStoreError: storeFault,
      DataStoreConnected: logFault === null,
      CacheStoreConnected: storeFault === null,
    };
  }
}

/** Whoever asks needs no key, so they are told no more than that it is away. */
async function faultOf(answer: Promise<unknown>): Promise<string | null> {
  const late = delay(ANSWER_MS_MAX, 'does not answer', { ref: false });
  return Promise.race([
    late,
    answer.then(
      () => null,
      () => 'cannot be reached',
    ),
  ]);
}
