import {
  kafkaSettings,
  operationsSettings,
  readConfig,
  redisSettings,
  settings,
} from '@freshet/runtime';
import { traceSettings } from '@freshet/tracing';

/** The settings of a separate API process. */
export function apiConfig(env: Record<string, string | undefined>) {
  return readConfig(env, {
    HOST: settings.HOST,
    PORT: settings.port(8082),
    DRAIN_MS: settings.DRAIN_MS,
    INGEST_URL: settings.INGEST_URL,
    ...operationsSettings,
    ...kafkaSettings,
    ...redisSettings,
    PARTITIONS: settings.PARTITIONS,
    REPLICATION_FACTOR: settings.REPLICATION_FACTOR,
    DEPLOYMENT: settings.DEPLOYMENT,
    SECOND_HOP: settings.SECOND_HOP,
    TABLE_ITEMS_MAX: settings.TABLE_ITEMS_MAX,
    ITEM_VISITORS_MIN: settings.ITEM_VISITORS_MIN,
    EXPLORATION_SHARE: settings.EXPLORATION_SHARE,
    KEYS_FILE: settings.KEYS_FILE,
    LOG_LEVEL: settings.LOG_LEVEL,
    ...traceSettings,
  });
}
