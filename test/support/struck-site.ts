import { topics } from '@freshet/events';
import type { Store } from '@freshet/store';
import { createRedisStore } from '@freshet/store/redis';
import type { Log } from '@freshet/stream';
import { onTestFinished } from 'vitest';
import { kafkaBootstrap } from './engines.ts';
import { freePorts } from './free-port.ts';
import { openKafkaLog, uniquePrefix } from './kafka-log.ts';
import { type RunningService, startProcess, stripTypes } from './processes.ts';
import { quietLogger } from './quiet-logger.ts';
import { startRedis } from './redis.ts';

/** How long a worker may take until it is struck. */
export const STRUCK_WITHIN = { timeoutMs: 120_000 };

/** A log and a store of their own, with workers that are struck at points of their batches. */
export interface StruckSite {
  readonly log: Log;
  readonly store: Store;
  /** `strikes`: as `failpoint-worker.ts` reads them; none: it is left in peace. */
  startWorker(strikes?: string): Promise<RunningService>;
}

export async function openStruckSite({
  partitions,
  sessionTimeoutMs,
}: {
  readonly partitions: number;
  readonly sessionTimeoutMs: number;
}): Promise<StruckSite> {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  const store = await createRedisStore({ url: redis.url, logger: quietLogger });
  onTestFinished(() => store.close());
  const prefix = uniquePrefix();
  const log = await openKafkaLog({ partitions, prefix });
  await log.admin.ensureTopics(Object.values(topics));
  const startWorker = async (STRIKES = '') => {
    const [port] = await freePorts(1);
    const env = {
      PORT: String(port),
      KAFKA_BROKERS: kafkaBootstrap(),
      KAFKA_PREFIX: prefix,
      REDIS_URL: redis.url,
      PARTITIONS: String(partitions),
      GROUP_SESSION_TIMEOUT_MS: String(sessionTimeoutMs),
      LOG_LEVEL: 'warn',
      STRIKES,
    };
    const entry = [...stripTypes, 'test/support/failpoint-worker.ts'];
    const started = startProcess({ command: [process.execPath, ...entry], env });
    return { ...started, url: `http://127.0.0.1:${port}` };
  };
  return { log, store, startWorker };
}
