import {
  count,
  kafkaSettings,
  operationsSettings,
  optionalRedisSettings,
  readConfig,
  settings,
} from '@freshet/runtime';
import { traceSettings } from '@freshet/tracing';

import { ackLevels } from './ack-levels.ts';
import { botSettings } from './bots/settings.ts';
import { journalSettings } from './journal/settings.ts';
import { messageSettings } from './messages/settings.ts';

/** The settings of a separate ingest process. */
export function ingestConfig(env: Record<string, string | undefined>) {
  return readConfig(env, {
    HOST: settings.HOST,
    PORT: settings.port(8081),
    DRAIN_MS: settings.DRAIN_MS,
    ...operationsSettings,
    ...kafkaSettings,
    ...optionalRedisSettings,
    PARTITIONS: settings.PARTITIONS,
    REPLICATION_FACTOR: settings.REPLICATION_FACTOR,
    LATENESS_MS: settings.LATENESS_MS,
    ACK_LEVELS: ackLevels,
    ...journalSettings,
    JOURNAL_AFTER_MS: count({
      default: 1_000,
      desc: 'How long the log may take to acknowledge before the journal takes over, in ms.',
    }),
    ...messageSettings,
    ...botSettings,
    KEYS_FILE: settings.KEYS_FILE,
    LOG_LEVEL: settings.LOG_LEVEL,
    ...traceSettings,
  });
}
