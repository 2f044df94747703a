import { startKafka } from '../support/kafka.ts';
import { startRedis } from '../support/redis.ts';
import { openLog } from './log.ts';
import type { Run } from './run.ts';
import { startService } from './service.ts';
import type { Site } from './visitors.ts';

export const PARTITIONS = 12;

/** Ingest, worker and API, each a process, on a broker and a Redis of their own, until the run ends. */
export async function startVisitedSite(run: Run): Promise<{ site: Site; broker: string }> {
  const [kafka, redis] = await Promise.all([
    run.keep(startKafka({ brokers: 1 })),
    run.keep(startRedis()),
  ]);
  const broker = kafka.bootstrap;
  await (await openLog(broker, PARTITIONS)).close();
  const env = {
    KAFKA_BROKERS: broker,
    REDIS_URL: redis.url,
    PARTITIONS: String(PARTITIONS),
    // A probe is one visitor.
    ITEM_VISITORS_MIN: '1',
  };
  const [ingest, api] = await Promise.all([
    startService(run, 'ingest', env),
    startService(run, 'api', env),
    startService(run, 'worker', env),
  ]);
  return { site: { ingestUrl: ingest.url, apiUrl: api.url }, broker };
}
