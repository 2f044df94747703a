import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { Connection } from './connection.ts';
import { unreachable } from './failures.ts';
import { serverInfo } from './requirements.ts';

/** A write waits so long, in ms, for a rewrite to end; then it fails, and may be tried again. */
const WAIT_MS_MAX = 2_000;
const LOOK_MS = 50;

/**
 * What makes a script's writes one in Redis's append-only file is a block of MULTI and EXEC. A crash
 * may leave the beginning of a block at the file's end. The next start leaves it out, but cuts the
 * file behind the last whole command instead of before the MULTI (Redis 7.0 to 8; mended in Valkey by
 * valkey-io/valkey#4342): what is written from then on stands inside the old block, and the start
 * after that applies half of it, state without its fence. A rewrite leaves the old block behind, so
 * nothing is written to a server before it has rewritten its file once since it started.
 */
export class AppendOnlyFile {
  readonly #connection: Connection;
  #connections = 0;
  /** How many connections had been made when all servers were last found to be fit. */
  #fitAt = -1;
  #looking: Promise<void> | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
    connection.onConnected(() => {
      this.#connections++;
    });
  }

  /** @throws FreshetError STORE_UNREACHABLE while a file is still being rewritten. */
  async untilFit(): Promise<void> {
    if (this.#fitAt === this.#connections) return;
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    await this.#looking;
  }

  async #look(): Promise<void> {
    const connections = this.#connections;
    const { address, call, masters } = this.#connection;
    const givenUpAt = Date.now() + WAIT_MS_MAX;
    while (!(await call(() => areFit(masters())))) {
      if (Date.now() > givenUpAt) {
        const cause = new Error('it still rewrites its append-only file, as once after each start');
        throw unreachable(address, cause);
      }
      await delay(LOOK_MS);
    }
    this.#fitAt = connections;
  }
}

async function areFit(nodes: readonly Redis[]): Promise<boolean> {
  const fit = await Promise.all(nodes.map(isFit));
  return fit.every(Boolean);
}

/** Where the file was not rewritten yet, that is begun. */
async function isFit(node: Redis): Promise<boolean> {
  const info = await serverInfo(node);
  if (info.get('aof_enabled') !== '1') return true;
  const isUnderWay = info.get('aof_rewrite_in_progress') === '1';
  const isScheduled = info.get('aof_rewrite_scheduled') === '1';
  if (isUnderWay || isScheduled) return false;
  const isRewritten = Number(info.get('aof_last_rewrite_time_sec')) >= 0;
  if (isRewritten && info.get('aof_last_bgrewrite_status') === 'ok') return true;
  await node.bgrewriteaof().catch((error: Error) => {
    // Somebody else was faster.
    if (!error.message.includes('in progress')) throw error;
  });
  return false;
}
