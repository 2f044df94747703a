import { readConfig, settings } from '@freshet/runtime';

/** Where a replay keeps its place. */
export function replayConfig(env: Record<string, string | undefined>) {
  return readConfig(env, { DATA_DIR: settings.DATA_DIR });
}
