import { count, readConfig, settings } from '@freshet/runtime';

/** The setting that bounds the item tables, here and in `freshet start`. */
export const tableItemsMax = count({
  default: 1_000_000,
  desc: 'Items whose catalogue entries and statistics the API holds in memory; further ones are left out.',
});

/** The settings of a separate API process. */
export function apiConfig(env: Record<string, string | undefined>) {
  return readConfig(env, {
    HOST: settings.HOST,
    PORT: settings.port(8082),
    KAFKA_BROKERS: settings.KAFKA_BROKERS,
    KAFKA_PREFIX: settings.KAFKA_PREFIX,
    REDIS_URL: settings.REDIS_URL,
    PARTITIONS: settings.PARTITIONS,
    REPLICATION_FACTOR: settings.REPLICATION_FACTOR,
    DEPLOYMENT: settings.DEPLOYMENT,
    TABLE_ITEMS_MAX: tableItemsMax,
    LOG_LEVEL: settings.LOG_LEVEL,
  });
}
