import { stat } from 'node:fs/promises';
import { FreshetError, type Logger } from '@freshet/runtime';
import { openEnvironment } from '@freshet/store/embedded';
import { type Erasures, guardLog, type Log } from '@freshet/stream';
import { createEmbeddedLog } from '@freshet/stream/embedded';
import { createKafkaLog, kafkaAccess } from '@freshet/stream/kafka';
import type { DeploymentLogConfig } from './settings.ts';

export interface DeploymentLogOptions {
  /** Who brokers are told it is. */
  readonly clientId: string;
  readonly logger: Logger;
}

/**
 * The log of a deployment: of Kafka if KAFKA_BROKERS is set, else that in DATA_DIR, which no running
 * instance may hold. Close it.
 * @throws FreshetError CONFIG_INVALID, DATA_DIR_IN_USE, LOG_UNREACHABLE.
 */
export async function openDeploymentLog(
  config: DeploymentLogConfig,
  options: DeploymentLogOptions,
): Promise<{ readonly log: Log; readonly erasures: Erasures }> {
  const { logger } = options;
  const onFatal = (err: Error) => logger.error({ err }, 'erasures can no longer be followed');
  const log = await openLog(config, options);
  return guardLog({ log, logger, onFatal });
}

async function openLog(
  config: DeploymentLogConfig,
  { clientId, logger }: DeploymentLogOptions,
): Promise<Log> {
  const partitions = config.PARTITIONS;
  if ('DATA_DIR' in config) return openEmbedded(config.DATA_DIR, { partitions, logger });
  return createKafkaLog({
    ...kafkaAccess(config),
    clientId,
    partitions,
    replicationFactor: config.REPLICATION_FACTOR,
    logger,
  });
}

async function openEmbedded(
  dir: string,
  options: { readonly partitions: number; readonly logger: Logger },
): Promise<Log> {
  // Opening it would make one.
  if (!(await stat(dir).catch(() => undefined))?.isDirectory()) {
    const message = `DATA_DIR is ${dir}, where nothing is; set it, or KAFKA_BROKERS.`;
    throw new FreshetError('CONFIG_INVALID', message);
  }
  const environment = openEnvironment(dir);
  const log = createEmbeddedLog({ environment, ...options });
  return {
    ...log,
    async close() {
      await log.close();
      await environment.close();
    },
  };
}
