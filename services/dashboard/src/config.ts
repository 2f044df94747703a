import {
  kafkaSettings,
  operationsSettings,
  readConfig,
  redisSettings,
  settings,
  url,
} from '@freshet/runtime';
import { traceSettings } from '@freshet/tracing';
import { loginSettings } from './login/settings.ts';

/** The settings of a separate dashboard process. */
export function dashboardConfig(env: Record<string, string | undefined>) {
  return readConfig(env, {
    HOST: settings.HOST,
    PORT: settings.port(8084),
    DRAIN_MS: settings.DRAIN_MS,
    API_URL: settings.API_URL,
    INGEST_URL: settings.INGEST_URL,
    ...operationsSettings,
    ...kafkaSettings,
    ...redisSettings,
    PARTITIONS: settings.PARTITIONS,
    REPLICATION_FACTOR: settings.REPLICATION_FACTOR,
    FRESHET_KEY: settings.FRESHET_KEY,
    PROBE_URL: url({
      default: '',
      desc: 'Where the freshness probe answers, for the page on health; empty where there is none.',
    }),
    ...loginSettings,
    LOG_LEVEL: settings.LOG_LEVEL,
    ...traceSettings,
  });
}
