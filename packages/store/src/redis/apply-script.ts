import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { formatFence } from '../fence.ts';
import type { Change, Write } from '../store.ts';
import type { RedisClient } from './connection.ts';
import { isReply } from './failures.ts';
import { stepKeys } from './keys.ts';

const body = readFileSync(new URL('./apply.lua', import.meta.url), 'utf8');
const sha = createHash('sha1').update(body).digest('hex');

/** Runs apply.lua; answers null when applied, else the text of the present fence. */
export async function runApply(client: RedisClient, change: Change): Promise<string | null> {
  const args = scriptArguments(change);
  const keys = change.writes.length + 1;
  try {
    return (await client.evalsha(sha, keys, ...args)) as string | null;
  } catch (error) {
    // A restart or failover empties the script cache. Nothing ran, so sending it again is safe.
    if (!isReply(error, 'NOSCRIPT')) throw error;
    return (await client.eval(body, keys, ...args)) as string | null;
  }
}

function scriptArguments({ partition, from, next, writes }: Change): (string | Buffer)[] {
  return [
    ...stepKeys(
      partition,
      writes.map(({ key }) => key),
    ),
    from === undefined ? '' : formatFence(from),
    formatFence(next),
    ...writes.flatMap((write) => [payload(write), fate(write)]),
  ];
}

function payload({ value }: Write): string | Buffer {
  return value === null ? '' : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}

function fate({ value, ttlS }: Write): string {
  if (value === null) return 'delete';
  return ttlS === undefined ? 'keep' : String(ttlS);
}
