import { deploymentLogConfig } from '../../deployment-log/settings.ts';

/** Where the log lies that is evaluated. */
export function logConfig(env: Readonly<Record<string, string | undefined>>) {
  return deploymentLogConfig(env);
}
