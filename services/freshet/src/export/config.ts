import { deploymentLogConfig } from '../deployment-log/settings.ts';

/** Where the log lies that is exported. */
export function exportConfig(env: Readonly<Record<string, string | undefined>>) {
  return deploymentLogConfig(env);
}
