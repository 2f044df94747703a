import { count, readConfig, settings, str } from '@freshet/runtime';

import { ackLevels } from './ack-levels.ts';
import { messageSettings } from './messages/settings.ts';

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
    ACK_LEVELS: ackLevels,
    JOURNAL_DIR: str({
      default: './data/journal',
      desc: "Folder of an ingest's journal, of one process and on a disk that outlives it.",
    }),
    JOURNAL_BYTES_MAX: count({
      default: 1024 * 1024 * 1024,
      desc: 'Bytes of the journal at which events are refused with 503; a tenth of it is taken in memory as well.',
    }),
    JOURNAL_AFTER_MS: count({
      default: 1_000,
      desc: 'How long the log may take to acknowledge before the journal takes over, in ms.',
    }),
    ...messageSettings,
    LOG_LEVEL: settings.LOG_LEVEL,
  });
}
