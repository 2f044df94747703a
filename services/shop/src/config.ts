import { readConfig, settings, str, url } from '@freshet/runtime';

/** The keys of a demo shop, which may lie in different hands: its pages show one to everybody. */
export const shopKeys = {
  FRESHET_KEY: settings.FRESHET_KEY,
  PUBLIC_KEY: str({
    default: '',
    desc: 'Publishable key that the pages of the demo shop carry; empty where there are no keys.',
  }),
};

/** The settings of a demo shop that runs by itself. */
export function shopConfig(env: Record<string, string | undefined>) {
  return readConfig(env, {
    HOST: settings.HOST,
    PORT: settings.port(8087),
    DRAIN_MS: settings.DRAIN_MS,
    API_URL: settings.API_URL,
    INGEST_URL: settings.INGEST_URL,
    PUBLIC_API_URL: url({
      default: '',
      desc: 'Where browsers of the demo shop find the API, if not at API_URL.',
    }),
    ...shopKeys,
    PUBLIC_INGEST_URL: url({
      default: '',
      desc: 'Where browsers of the demo shop find tag and ingest, if not at INGEST_URL.',
    }),
    LOG_LEVEL: settings.LOG_LEVEL,
  });
}
