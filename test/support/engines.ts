import { inject } from 'vitest';

/** Address of the run's Kafka node. Only inside suites that `kafkaAvailable` lets run. */
export function kafkaBootstrap(): string {
  const bootstrap = inject('kafka');
  if (bootstrap === null) throw new Error('no Kafka here: guard the suite with kafkaAvailable()');
  return bootstrap;
}

/** Where the partitions of the run's Kafka node lie, each in a folder `topic-partition`. */
export function kafkaLogDir(): string {
  const folder = inject('kafkaLogDir');
  if (folder === null) throw new Error('no Kafka here: guard the suite with kafkaAvailable()');
  return folder;
}

/** URL of the run's Redis server. Only inside suites that `redisAvailable` lets run. */
export function redisUrl(): string {
  const url = inject('redis');
  if (url === null) throw new Error('no Redis here: guard the suite with redisAvailable()');
  return url;
}

/** For `describe.skipIf(!kafkaAvailable())('… (Kafka)', …)`. */
export const kafkaAvailable = (): boolean => inject('kafka') !== null;

/** For `describe.skipIf(!redisAvailable())('… (Redis)', …)`. */
export const redisAvailable = (): boolean => inject('redis') !== null;
