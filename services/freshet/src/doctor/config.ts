import { readConfig, settings } from '@freshet/runtime';
import { journalSettings } from '@freshet/ingest';

/** The settings of the deployment at hand: that on Kafka and Redis where either is named, else the embedded one. */
export function doctorConfig(env: Readonly<Record<string, string | undefined>>) {
  const { DATA_DIR, HOST, KAFKA_BROKERS, KAFKA_PREFIX, PARTITIONS, REDIS_URL } = settings;
  const { REPLICATION_FACTOR } = settings;
  return env['KAFKA_BROKERS'] || env['REDIS_URL']
    ? readConfig(env, {
        KAFKA_BROKERS,
        KAFKA_PREFIX,
        REDIS_URL,
        PARTITIONS,
        REPLICATION_FACTOR,
        ...journalSettings,
      })
    : readConfig(env, { HOST, PORT: settings.port(8080), DATA_DIR, PARTITIONS });
}

export type DoctorConfig = ReturnType<typeof doctorConfig>;
