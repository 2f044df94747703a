import { eventually } from './eventually.ts';
import { type RedisServer, redisCli, startRedis } from './redis.ts';

/** A replica in step with the Redis at `port`; it works in `dir` and keeps an append-only file. */
export async function startReplica(port: number, dir: string): Promise<RedisServer> {
  const extraArgs = ['--replicaof', '127.0.0.1', String(port)];
  const replica = await startRedis({ appendonly: true, dir, extraArgs });
  try {
    await eventually('the replica is in step', async () => {
      const info = await redisCli(replica.port, 'info', 'replication');
      if (!info.includes('master_link_status:up')) throw new Error(info);
    });
  } catch (error) {
    await replica.stop();
    throw error;
  }
  return replica;
}

/** It hears nothing more from here on; one that is only stopped would still find it in its socket. */
export async function cutOff({ port }: RedisServer): Promise<void> {
  await redisCli(port, 'replicaof', 'no', 'one');
}

/** Brings what it has into its own file, from which its folder can take over. */
export async function writeOwnFile({ port }: RedisServer): Promise<void> {
  await redisCli(port, 'bgrewriteaof');
  await eventually('its data are in its own file', async () => {
    const info = await redisCli(port, 'info', 'persistence');
    const written = ['aof_rewrite_in_progress:0', 'aof_rewrite_scheduled:0'];
    if (!written.every((line) => info.includes(line))) throw new Error(info);
  });
}
