import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { inject, onTestFinished, TestRunner } from 'vitest';
import { guardChild } from './child-guard.ts';
import { eventually } from './eventually.ts';
import { freePorts } from './free-port.ts';
import { bundledEntry } from './process-entries.ts';
import { repository } from './repository.ts';

/** Of a process's output the newest so many characters are kept. */
const OUTPUT_CHARS_MAX = 256 * 1024;
const READY_TIMEOUT_MS = 180_000;

/** Requests and batches live for milliseconds; in V8's default 16 MB many are copied as survivors. */
export const youngGeneration = '--max-semi-space-size=64';

/** Arguments with which Node runs TypeScript. */
export const stripTypes = ['--import', '@oxc-node/core/register'] as const;

/** The same command on what the run has bundled, where that has what it runs. */
export function bundled(command: readonly string[]): readonly string[] {
  const folder = process.env['VITEST'] === undefined ? undefined : inject('processBundle');
  if (folder === undefined) return command;
  const words = command.map((word) => bundledEntry(folder, word) ?? word);
  const isOfBundle = words.some((word, i) => word !== command[i]);
  return isOfBundle ? words.toSpliced(words.indexOf(stripTypes[1]) - 1, stripTypes.length) : words;
}

/** What follows `node` and `stripTypes`, as in package.json's scripts. */
export const commands = {
  ingest: [youngGeneration, 'services/ingest/src/main.ts'],
  worker: ['--min-semi-space-size=64', '--max-semi-space-size=128', 'services/worker/src/main.ts'],
  api: ['services/api/src/main.ts'],
  sink: ['services/sink/src/main.ts'],
  dashboard: [
    '--optimize-for-size',
    '--single-threaded',
    '--max-old-space-size=256',
    'services/dashboard/src/main.ts',
  ],
  shop: ['services/shop/src/main.ts'],
  probe: ['services/probe/src/main.ts'],
  'freshet start': [youngGeneration, 'services/freshet/src/main.ts', 'start'],
} as const;
export type ServiceName = keyof typeof commands;

export interface RunningProcess {
  readonly pid: number;
  /** Sends a signal; with SIGKILL resolves once the process is gone. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Ends it in order (SIGTERM) and answers with its exit code; null when a signal ended it. */
  stop(): Promise<number | null>;
  /** Resolves with the exit code once it has ended, for whatever reason. */
  readonly exited: Promise<number | null>;
  /** What it wrote so far, both streams as they came. */
  output(): string;
}

export interface RunningService extends RunningProcess {
  /** Where it answers, without a slash at the end. */
  readonly url: string;
}

export interface ProcessOptions {
  readonly command: readonly string[];
  /** All that the process sees of an environment, but for PATH and HOME. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs the sources, as a user's does, where others run what is bundled of them. */
  readonly isFromSources?: boolean;
}

/**
 * Starts a command in the repository's root. It ends with the test that started it; started from a
 * hook, call `kill` in the opposite hook. When this process is killed, it goes along as well.
 */
export function startProcess({
  command,
  env,
  isFromSources = false,
}: ProcessOptions): RunningProcess {
  const [program = '', ...args] = isFromSources ? command : bundled(command);
  const child = spawn(program, args, {
    cwd: repository,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = exitOf(child);
  const output = keepOutput(child);
  const started = {
    pid: child.pid ?? Number.NaN,
    exited,
    output,
    async kill(signal: NodeJS.Signals) {
      child.kill(signal);
      if (signal === 'SIGKILL') await exited;
    },
    async stop() {
      child.kill('SIGTERM');
      return await exited;
    },
  };
  if (TestRunner.getCurrentTest() !== undefined) onTestFinished(() => started.kill('SIGKILL'));
  return started;
}

export interface ServiceOptions {
  readonly env: Readonly<Record<string, string>>;
  /** A free one when not given. */
  readonly port?: number;
}

/** Starts a service on loopback; resolves once it says that it is ready. Ends as `startProcess` says. */
export async function startService(
  name: ServiceName,
  { env, port }: ServiceOptions,
): Promise<RunningService> {
  const PORT = String(port ?? (await freePorts(1))[0]);
  const started = startProcess({
    command: [process.execPath, ...stripTypes, ...commands[name]],
    // Nobody balances load here, so nobody has to see that a service ends.
    env: { HOST: '127.0.0.1', PORT, LOG_LEVEL: 'warn', DRAIN_MS: '0', ...env },
  });
  const url = `http://127.0.0.1:${PORT}`;
  await untilReady(name, started, async () => {
    const answer = await fetch(`${url}/health/ready`);
    if (!answer.ok) throw new Error(await answer.text());
  });
  return { ...started, url };
}

/**
 * Waits until `check` no longer throws.
 * @throws Error with the process's output when it ends before, or is not ready within three.
 */
export async function untilReady(
  name: string,
  { exited, output }: RunningProcess,
  check: () => Promise<void>,
): Promise<void> {
  let ended = false;
  const gone = exited.then((code) => {
    ended = true;
    throw new Error(`${name} ended with ${code} before it was ready:\n${output()}`);
  });
  const ready = eventually(
    `${name} is ready`,
    async () => {
      if (!ended) await check();
    },
    { timeoutMs: READY_TIMEOUT_MS },
  ).catch((cause: unknown) => {
    throw new Error(`${(cause as Error).message}\n${name} wrote:\n${output()}`, { cause });
  });
  await Promise.race([gone, ready]);
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.pid === undefined) {
    const [error] = (await once(child, 'error')) as [Error];
    throw error;
  }
  const guard = guardChild(child, '');
  const [code] = (await once(child, 'close')) as [number | null];
  await guard.release();
  return code;
}

function keepOutput(child: ChildProcess): () => string {
  let kept = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      kept = (kept + text).slice(-OUTPUT_CHARS_MAX);
    });
  }
  return () => kept;
}
