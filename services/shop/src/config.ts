import { readConfig, settings, url } from '@freshet/runtime';

/** The settings of a demo shop that runs by itself. */
export function shopConfig(env: Record<string, string | undefined>) {
  return readConfig(env, {
    HOST: settings.HOST,
    PORT: settings.port(8087),
    INGEST_URL: url({
      desc: 'Where ingest is, for the demo shop and for the browsers of its visitors.',
    }),
    API_URL: url({
      desc: 'Where the API is, for the demo shop and for the browsers of its visitors.',
    }),
    LOG_LEVEL: settings.LOG_LEVEL,
  });
}
