import { kafkaSettings, readConfig, settings } from '@freshet/runtime';

/** Where a deployment's log is: on Kafka if KAFKA_BROKERS is set, else in the folder of an instance. */
export function deploymentLogConfig(env: Readonly<Record<string, string | undefined>>) {
  const { DATA_DIR, PARTITIONS, REPLICATION_FACTOR } = settings;
  return env['KAFKA_BROKERS']
    ? readConfig(env, { ...kafkaSettings, PARTITIONS, REPLICATION_FACTOR })
    : readConfig(env, { DATA_DIR, PARTITIONS });
}

export type DeploymentLogConfig = ReturnType<typeof deploymentLogConfig>;
