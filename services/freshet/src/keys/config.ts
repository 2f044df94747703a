import { readConfig, settings } from '@freshet/runtime';

/** Where `freshet keys` finds the keys. */
export function keysConfig(env: Record<string, string | undefined>) {
  return readConfig(env, { DATA_DIR: settings.DATA_DIR, KEYS_FILE: settings.KEYS_FILE });
}
