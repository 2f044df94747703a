import { readConfig, settings } from '@freshet/runtime';

/** The folder that a back-up is brought back into. */
export function restoreConfig(env: Record<string, string | undefined>) {
  return readConfig(env, { DATA_DIR: settings.DATA_DIR });
}
