import { kafkaSettings, readConfig, redisSettings, settings } from '@freshet/runtime';
import { traceSettings } from '@freshet/tracing';

/** The settings of a separate worker process. */
export function workerConfig(env: Record<string, string | undefined>) {
  return readConfig(env, {
    HOST: settings.HOST,
    PORT: settings.port(8083),
    ...kafkaSettings,
    ...redisSettings,
    PARTITIONS: settings.PARTITIONS,
    REPLICATION_FACTOR: settings.REPLICATION_FACTOR,
    GROUP_SESSION_TIMEOUT_MS: settings.GROUP_SESSION_TIMEOUT_MS,
    DEPLOYMENT: settings.DEPLOYMENT,
    SECOND_HOP: settings.SECOND_HOP,
    CACHE_KEYS_MAX: settings.CACHE_KEYS_MAX,
    RANKER_SAMPLES_PER_S: settings.RANKER_SAMPLES_PER_S,
    RANKER_SAMPLES_WAIT_MS: settings.RANKER_SAMPLES_WAIT_MS,
    TABLE_ITEMS_MAX: settings.TABLE_ITEMS_MAX,
    ITEM_VISITORS_MIN: settings.ITEM_VISITORS_MIN,
    LOG_LEVEL: settings.LOG_LEVEL,
    ...traceSettings,
  });
}

export type WorkerConfig = ReturnType<typeof workerConfig>;
