import { readConfig, settings, str } from '@freshet/runtime';

/** The settings of the probe, here and in `freshet start`. */
export const probeSettings = {
  PROBE_KEY: str({
    default: '',
    desc: 'Key with which the probe writes and reads, of the site freshet-probe; empty where there are no keys.',
  }),
};

/** The settings of a probe that runs by itself. */
export function probeConfig(env: Record<string, string | undefined>) {
  return readConfig(env, {
    HOST: settings.HOST,
    PORT: settings.port(8086),
    API_URL: settings.API_URL,
    INGEST_URL: settings.INGEST_URL,
    ...probeSettings,
    LOG_LEVEL: settings.LOG_LEVEL,
  });
}
