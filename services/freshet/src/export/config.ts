import { instanceConfig } from '../admin/config.ts';
import { deploymentLogConfig } from '../deployment-log/settings.ts';

/** Where the log lies that is exported, and how to call an instance that has it open. */
export function exportConfig(env: Readonly<Record<string, string | undefined>>) {
  return { ...deploymentLogConfig(env), ...instanceConfig(env) };
}

export type ExportConfig = ReturnType<typeof exportConfig>;
