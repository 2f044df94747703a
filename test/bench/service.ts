import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../support/free-port.ts';
import {
  commands,
  type RunningProcess,
  startProcess,
  untilReady,
  stripTypes,
} from '../support/processes.ts';
import type { Run } from './run.ts';

export interface Service extends RunningProcess {
  /** Where it answers, without a slash at the end. */
  readonly url: string;
}

/** Starts a service's own main on loopback, ready when this resolves; it stops with the run. */
export async function startService(
  run: Run,
  name: 'ingest' | 'worker' | 'api' | 'dashboard' | 'freshet start',
  env: Readonly<Record<string, string>>,
): Promise<Service> {
  const [port] = await freePorts(1);
  const JOURNAL_DIR = await mkdtemp(join(tmpdir(), 'freshet-bench-journal-'));
  const started = startProcess({
    command: [process.execPath, ...profiling(run), ...stripTypes, ...commands[name]],
    env: { HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'warn', JOURNAL_DIR, ...env },
  });
  const service = { ...started, url: `http://127.0.0.1:${port}` };
  // Only an orderly end writes a profile; it takes seconds that are otherwise better measured in.
  const stop = async () => {
    if (run.options.cpuProf === undefined) await started.kill('SIGKILL');
    else await started.stop();
    await rm(JOURNAL_DIR, { recursive: true, force: true });
  };
  await run.keep(Promise.resolve({ stop }));
  await untilReady(name, started, async () => {
    const answer = await fetch(`${service.url}/health/ready`);
    if (!answer.ok) throw new Error(await answer.text());
  });
  return service;
}

/** Node's arguments that leave a CPU profile in the folder asked for, when the process ends. */
export function profiling({ options: { cpuProf } }: Run): string[] {
  return cpuProf === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', cpuProf];
}
