import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { type ChildGuard, guardChild } from '../child-guard.ts';
import { eventually } from '../eventually.ts';
import { logDirOf, type NodePlan, nodeProperties } from './properties.ts';

const run = promisify(execFile);
/** For short lives on few cores. */
const brief = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
const heap = ['-Xmx384m', '-Xms256m'];

export interface KafkaNode {
  /** Of the running broker; another one after `restart`. */
  readonly pid: number;
  /** Where the node listens for clients, `host:port`. */
  readonly address: string;
  /** Where its partitions lie, each in a folder `topic-partition`. */
  readonly logDir: string;
  /** Sends a signal; with SIGKILL resolves once the process is gone. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Ends the broker in order, leadership handed over. */
  stop(): Promise<void>;
  /** What it wrote since it was last started. */
  output(): Promise<string>;
  /** Starts it again on the same ports and data. */
  restart(): Promise<void>;
}

/** Formats the node's storage and writes its settings; `options` are the JVM's. */
export async function prepareNode(
  options: readonly string[],
  jars: string,
  clusterId: string,
  plan: NodePlan,
  all: readonly NodePlan[],
): Promise<void> {
  await mkdir(plan.folder, { recursive: true });
  await writeFile(settingsOf(plan), nodeProperties(plan, all));
  // In one word: an id may begin with a dash.
  const users = Object.entries(plan.guarded?.users ?? {}).flatMap(([name, password]) => [
    '--add-scram',
    `SCRAM-SHA-512=[name=${name},password=${password}]`,
  ]);
  const format = ['format', `--cluster-id=${clusterId}`, '-c', settingsOf(plan), ...users];
  const tool = ['-cp', `${jars}/*`, 'kafka.tools.StorageTool', ...format];
  await run('java', [...brief, ...options, ...tool]);
}

/** Starts a prepared node; call `ready` before use, so that a cluster can start its nodes together. */
export function startNode(
  options: readonly string[],
  jars: string,
  plan: NodePlan,
): KafkaNode & { ready(): Promise<void> } {
  let child!: ChildProcess;
  let guard!: ChildGuard;
  launch();

  function launch(): void {
    const output = openSync(outputOf(plan), 'w');
    const broker = ['-cp', `${jars}/*`, 'kafka.Kafka', settingsOf(plan)];
    child = spawn('java', [...brief, ...heap, ...options, ...broker], {
      cwd: plan.folder,
      stdio: ['ignore', output, output],
      // Ctrl-C goes to the tests, which stop the broker; the guard stops it when they cannot.
      detached: true,
    });
    closeSync(output);
    child.unref();
    guard = guardChild(child, dirname(plan.folder));
  }

  async function ready(): Promise<void> {
    await eventually(
      `Kafka node ${plan.id} starts`,
      async () => {
        const output = await readFile(outputOf(plan), 'utf8');
        if (!output.includes('Kafka Server started')) throw new Error(output.slice(-2000));
      },
      { timeoutMs: 180_000 },
    );
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.ref();
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
    await guard.release();
  }

  return {
    get pid() {
      return child.pid!;
    },
    address: `127.0.0.1:${plan.brokerPort}`,
    logDir: logDirOf(plan),
    ready,
    async kill(signal) {
      if (signal === 'SIGKILL') await end(signal);
      else child.kill(signal);
    },
    stop: () => end('SIGTERM'),
    output: () => readFile(outputOf(plan), 'utf8'),
    async restart() {
      await end('SIGTERM');
      launch();
      await ready();
    },
  };
}

const settingsOf = ({ folder }: NodePlan): string => `${folder}/server.properties`;
const outputOf = ({ folder }: NodePlan): string => `${folder}/output.log`;
