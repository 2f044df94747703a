import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { guardChild } from './child-guard.ts';
import { eventually } from './eventually.ts';
import { freePorts } from './free-port.ts';

const run = promisify(execFile);

export interface RedisOptions {
  /** Keeps an append-only file, flushed every second. */
  readonly appendonly?: boolean;
  /** A folder to work in, which then stays; otherwise a temporary one. */
  readonly dir?: string;
  readonly port?: number;
  readonly extraArgs?: readonly string[];
}

export interface RedisServer {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly dir: string;
  /** Sends the signal; for one that ends the server, `stop` still has to be called. */
  kill(signal: NodeJS.Signals): void;
  /** Ends it at once, as a crash would; again does nothing. */
  stop(): Promise<void>;
}

/** A real redis-server on loopback. Ends with this process, however that ends. */
export async function startRedis(options: RedisOptions = {}): Promise<RedisServer> {
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'freshet-redis-')));
  const port = options.port ?? (await freePorts(1))[0]!;
  const child = spawn('redis-server', serverArguments(port, dir, options), { stdio: 'ignore' });
  const exited = once(child, 'exit');
  const pid = await pidOf(child, exited);
  const temporary = options.dir === undefined;
  const guard = guardChild(child, temporary ? dir : '');
  const end = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
    await guard.release();
    if (temporary) await rm(dir, { recursive: true, force: true });
  };
  let ended: Promise<void> | undefined;
  const stop = (): Promise<void> => (ended ??= end());
  try {
    await eventually('redis-server answers', () => ping(port));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    pid,
    dir,
    kill: (signal) => void child.kill(signal),
    stop,
  };
}

export interface RedisCluster {
  /** Addresses of all nodes, comma separated. */
  readonly url: string;
  readonly nodes: readonly RedisServer[];
  stop(): Promise<void>;
}

const SLOTS = 16_384;

/** A real Redis Cluster of three masters on loopback, each with a third of the slots. */
export async function startRedisCluster(): Promise<RedisCluster> {
  const ports = await freePorts(6);
  const busPorts = ports.splice(3);
  const nodes = await Promise.all(
    ports.map((port, i) =>
      startRedis({
        port,
        extraArgs: ['--cluster-enabled', 'yes', '--cluster-port', String(busPorts[i])],
      }),
    ),
  );
  const stop = async (): Promise<void> => {
    await Promise.all(nodes.map((node) => node.stop()));
  };
  try {
    await formCluster(nodes, busPorts);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: nodes.map(({ url }) => url).join(','), nodes, stop };
}

async function formCluster(
  nodes: readonly RedisServer[],
  busPorts: readonly number[],
): Promise<void> {
  for (const [i, { port }] of nodes.entries()) {
    await redisCli(port, 'cluster', 'addslotsrange', share(i), share(i + 1, -1));
    await redisCli(port, 'cluster', 'set-config-epoch', String(i + 1));
  }
  // Every pair meets: left to gossip, two of them at times take ten seconds to hear of each other.
  for (const [i, { port }] of nodes.entries()) {
    for (const [j, other] of nodes.entries()) {
      if (i === j) continue;
      const bus = String(busPorts[j]);
      await redisCli(port, 'cluster', 'meet', '127.0.0.1', String(other.port), bus);
    }
  }
  await Promise.all(
    nodes.map(({ port }) => eventually('the cluster is whole', () => isWhole(port))),
  );
}

function share(i: number, offset = 0): string {
  return String(Math.floor((i * SLOTS) / 3) + offset);
}

async function isWhole(port: number): Promise<void> {
  const info = await redisCli(port, 'cluster', 'info');
  if (!info.includes('cluster_state:ok') || !info.includes('cluster_known_nodes:3')) {
    throw new Error(info);
  }
}

/** Runs one command with redis-cli and answers with its output. */
export async function redisCli(port: number, ...command: string[]): Promise<string> {
  const { stdout } = await run('redis-cli', ['-e', '-p', String(port), ...command]);
  return stdout.trim();
}

async function ping(port: number): Promise<void> {
  const answer = await redisCli(port, 'ping');
  if (answer !== 'PONG') throw new Error(answer);
}

function serverArguments(port: number, dir: string, options: RedisOptions): string[] {
  const settings = {
    port,
    bind: '127.0.0.1',
    dir,
    save: '',
    appendonly: options.appendonly ? 'yes' : 'no',
    'maxmemory-policy': 'noeviction',
    daemonize: 'no',
  };
  return [
    ...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
    ...(options.extraArgs ?? []),
  ];
}

async function pidOf(child: ChildProcess, exited: Promise<unknown[]>): Promise<number> {
  if (child.pid !== undefined) return child.pid;
  // Rejects with the reason, such as ENOENT where redis-server is not installed.
  await exited;
  throw new Error('redis-server has no process id');
}
