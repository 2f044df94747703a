import { readConfig, settings } from '@freshet/runtime';

/** How commands that call a running instance say who they are; as an option, every user's `ps` would show it. */
export function instanceConfig(env: Record<string, string | undefined>) {
  return readConfig(env, { FRESHET_KEY: settings.FRESHET_KEY });
}
