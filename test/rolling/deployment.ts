import { join } from 'node:path';
import { SupervisedService } from '../chaos/system/supervised-service.ts';
import type { Trace } from '../chaos/trace.ts';
import { commands } from '../support/processes.ts';

/** Far more than a front needs to see that a process is not ready, on a machine that is busy starting others. */
const DRAIN_MS = 10_000;
const SESSION_TIMEOUT_MS = 10_000;

/** The order in which services are restarted, and upgraded. */
export const services = ['worker', 'sink', 'api', 'dashboard', 'ingest'] as const;
export type RolledService = (typeof services)[number];

/** How many processes a service has, and how many of them are restarted. */
export interface Roll {
  readonly processes: number;
  readonly restarts: number;
}
export type Plan = Readonly<Record<RolledService, Roll>>;

export interface Deployment {
  readonly processes: Readonly<Record<RolledService, readonly SupervisedService[]>>;
  /** What the sink writes. */
  readonly sinkFile: string;
}

/** The processes of each service on these engines, ready. */
export async function startDeployment(
  plan: Plan,
  engines: Readonly<Record<string, string>>,
  trace: Trace,
): Promise<Deployment> {
  const sinkFile = join(trace.folder, 'sink.jsonl');
  const own: Partial<Record<RolledService, (name: string) => Record<string, string>>> = {
    worker: () => ({ GROUP_SESSION_TIMEOUT_MS: String(SESSION_TIMEOUT_MS) }),
    sink: () => ({ SINK_FILE: sinkFile }),
    ingest: (name) => ({ JOURNAL_DIR: join(trace.folder, `${name}.journal`) }),
  };
  const processes = {} as Record<RolledService, SupervisedService[]>;
  for (const service of services) {
    processes[service] = await Promise.all(
      Array.from({ length: plan[service].processes }, (_, i) => {
        const name = `${service}-${i + 1}`;
        return SupervisedService.start({
          name,
          command: commands[service],
          env: { ...engines, DRAIN_MS: String(DRAIN_MS), ...own[service]?.(name) },
          trace,
        });
      }),
    );
    await Promise.all(processes[service].map((one) => one.ready()));
  }
  return { processes, sinkFile };
}
