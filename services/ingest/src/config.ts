import { readConfig, settings } from '@freshet/runtime';

/** The settings of a separate ingest process. */
export function ingestConfig(env: Record<string, string | undefined>) {
  return readConfig(env, {
    HOST: settings.HOST,
    PORT: settings.port(8081),
    KAFKA_BROKERS: settings.KAFKA_BROKERS,
    KAFKA_PREFIX: settings.KAFKA_PREFIX,
    PARTITIONS: settings.PARTITIONS,
    REPLICATION_FACTOR: settings.REPLICATION_FACTOR,
    LATENESS_MS: settings.LATENESS_MS,
    LOG_LEVEL: settings.LOG_LEVEL,
  });
}
