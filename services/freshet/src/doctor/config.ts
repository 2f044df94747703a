import { kafkaSettings, readConfig, redisSettings, settings } from '@freshet/runtime';
import { journalSettings } from '@freshet/ingest/journal-settings';

/** The settings of the deployment at hand: that on Kafka and Redis where either is named, else the embedded one. */
export function doctorConfig(env: Readonly<Record<string, string | undefined>>) {
  const { DATA_DIR, HOST, KEYS_FILE, PARTITIONS, REPLICATION_FACTOR } = settings;
  return env['KAFKA_BROKERS'] || env['REDIS_URL'] || env['REDIS_URL_FILE']
    ? readConfig(env, {
        ...kafkaSettings,
        ...redisSettings,
        PARTITIONS,
        REPLICATION_FACTOR,
        ...journalSettings,
        HOST,
        KEYS_FILE,
      })
    : readConfig(env, { HOST, PORT: settings.port(8080), DATA_DIR, PARTITIONS, KEYS_FILE });
}

export type DoctorConfig = ReturnType<typeof doctorConfig>;
/** Of a deployment on Kafka and Redis. */
export type DistributedConfig = Extract<DoctorConfig, { readonly REDIS_URL: string }>;
