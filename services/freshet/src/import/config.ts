import { readConfig, settings } from '@freshet/runtime';

/** Where an import keeps what it has sent. */
export function importConfig(env: Record<string, string | undefined>) {
  return readConfig(env, { DATA_DIR: settings.DATA_DIR });
}
