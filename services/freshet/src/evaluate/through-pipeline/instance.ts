import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { DeploymentName } from '@freshet/recommend';
import { refused } from './answer.ts';
import type { Addresses } from './pipeline.ts';

/** How long an instance may take to start, in ms. */
const START_MS_MAX = 60_000;
const LOOK_MS = 50;
/** Of what it writes, the last so many characters are kept to be shown. */
const OUTPUT_CHARS_MAX = 10_000;
const main = fileURLToPath(new URL('../../main.ts', import.meta.url));

export interface Instance extends Addresses {
  /** Aborted, with an EVALUATION_REFUSED, when it has ended. */
  readonly gone: AbortSignal;
  /** Ends it and removes what it kept. */
  stop(): Promise<void>;
}

/**
 * `freshet start` as a process of its own, on an empty folder and a free port: the embedded form, set so
 * that every event teaches and an item is shown from its first visitor on, as in memory.
 * @throws FreshetError EVALUATION_REFUSED when it ends or does not get ready; the signal's reason.
 */
export async function startInstance(
  profile: DeploymentName,
  signal: AbortSignal,
): Promise<Instance> {
  const folder = await mkdtemp(join(tmpdir(), 'freshet-evaluate-'));
  const port = await freePort();
  const child = spawn(process.execPath, [...process.execArgv, main, 'start'], {
    env: {
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: folder,
      DEPLOYMENT: profile,
      LOG_LEVEL: 'warn',
      ITEM_VISITORS_MIN: '1',
      RANKER_SAMPLES_PER_S: '1000000',
      RANKER_SAMPLES_WAIT_MS: '60000',
      // Learned in the order of the clicks, as in memory: several partitions interleave as they come.
      PARTITIONS: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = `http://127.0.0.1:${port}`;
  const exited = once(child, 'exit');
  const gone = goneWith(child);
  const instance = {
    ingestUrl: url,
    apiUrl: url,
    gone,
    async stop() {
      child.kill('SIGTERM');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
  try {
    await untilReady(url, AbortSignal.any([signal, gone]));
    return instance;
  } catch (error) {
    await instance.stop();
    throw error;
  }
}

function goneWith(child: ChildProcess): AbortSignal {
  const gone = new AbortController();
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-OUTPUT_CHARS_MAX);
    });
  }
  child.once('close', (code, by) => {
    const how = code === null ? `by ${by}` : `with code ${code}`;
    gone.abort(refused(`The instance that was started ended ${how}. It wrote:\n${output}`));
  });
  return gone.signal;
}

async function untilReady(url: string, signal: AbortSignal): Promise<void> {
  const start = performance.now();
  for (;;) {
    signal.throwIfAborted();
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    if (performance.now() - start > START_MS_MAX) {
      throw refused(`The instance that was started is not ready after ${START_MS_MAX / 1000} s`);
    }
    await delay(LOOK_MS);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await once(server.close(), 'close');
  return port;
}
