import { loginSettings } from '@freshet/dashboard';
import { ackLevels, botSettings, messageSettings } from '@freshet/ingest';
import { probeSettings } from '@freshet/probe';
import { bool, operationsSettings, readConfig, settings } from '@freshet/runtime';
import { shopKeys } from '@freshet/shop';
import { sinkSettings } from '@freshet/sink';
import { traceSettings } from '@freshet/tracing';

/** The settings of `freshet start`: all services in one process on the embedded engine. */
export function startConfig(env: Record<string, string | undefined>) {
  return readConfig(env, {
    HOST: settings.HOST,
    PORT: settings.port(8080),
    ...operationsSettings,
    DATA_DIR: settings.DATA_DIR,
    PARTITIONS: settings.PARTITIONS,
    DEPLOYMENT: settings.DEPLOYMENT,
    SECOND_HOP: settings.SECOND_HOP,
    LATENESS_MS: settings.LATENESS_MS,
    ACK_LEVELS: ackLevels,
    ...messageSettings,
    ...botSettings,
    CACHE_KEYS_MAX: settings.CACHE_KEYS_MAX,
    TABLE_ITEMS_MAX: settings.TABLE_ITEMS_MAX,
    ITEM_VISITORS_MIN: settings.ITEM_VISITORS_MIN,
    EXPLORATION_SHARE: settings.EXPLORATION_SHARE,
    RANKER_SAMPLES_PER_S: settings.RANKER_SAMPLES_PER_S,
    RANKER_SAMPLES_WAIT_MS: settings.RANKER_SAMPLES_WAIT_MS,
    ...loginSettings,
    KEYS_FILE: settings.KEYS_FILE,
    LOG_LEVEL: settings.LOG_LEVEL,
    ...traceSettings,
    ...sinkSettings,
    PROBE: bool({
      default: false,
      desc: 'Whether freshet start probes itself once a second: what it leaves in the log stays as long as events do.',
    }),
    ...probeSettings,
    ...shopKeys,
  });
}
