import { join } from 'node:path';
import { commands } from '../support/processes.ts';
import type { Trace } from '../chaos/trace.ts';
import { SupervisedService } from '../chaos/system/supervised-service.ts';

/** Far more than a front needs to see that a process is not ready, on a machine that is busy starting others. */
const DRAIN_MS = 10_000;
const SESSION_TIMEOUT_MS = 10_000;
/** Of each service. */
const PROCESSES = 2;

/** The order in which services are restarted, and upgraded. */
export const services = ['worker', 'api', 'dashboard', 'ingest'] as const;
export type RolledService = (typeof services)[number];
export type Deployment = Readonly<Record<RolledService, readonly SupervisedService[]>>;

/** Two processes of each service on these engines, ready. */
export async function startDeployment(
  engines: Readonly<Record<string, string>>,
  trace: Trace,
): Promise<Deployment> {
  const started = {} as Record<RolledService, SupervisedService[]>;
  for (const service of services) {
    started[service] = await Promise.all(
      Array.from({ length: PROCESSES }, (_, i) => {
        const name = `${service}-${i + 1}`;
        return SupervisedService.start({
          name,
          command: commands[service],
          env: {
            ...engines,
            DRAIN_MS: String(DRAIN_MS),
            ...(service === 'worker' && { GROUP_SESSION_TIMEOUT_MS: String(SESSION_TIMEOUT_MS) }),
            ...(service === 'ingest' && { JOURNAL_DIR: join(trace.folder, `${name}.journal`) }),
          },
          trace,
        });
      }),
    );
    await Promise.all(started[service].map((one) => one.ready()));
  }
  return started;
}
