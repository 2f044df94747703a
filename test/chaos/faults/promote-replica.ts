import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../../support/eventually.ts';
import { redisCli, startRedis } from '../../support/redis.ts';
import type { Fault } from '../fault.ts';
import type { DistributedStage } from '../system/distributed.ts';

/**
 * Redis replication is asynchronous: a replica that has heard nothing for a while takes over from a
 * master that died, and what it had not heard is gone.
 */
export const promoteReplica: Fault<DistributedStage> = (random) => {
  const behindMs = random.whole(500, 6_000);
  return {
    subject: 'redis',
    kind: 'Redis killed, a late replica promoted',
    what: `Redis killed, its replica promoted that is ${behindMs} ms behind`,
    async strike({ redis, trace }) {
      const dir = await redis.emptyDir(`replica-${Date.now()}`);
      const replica = await startRedis({
        dir,
        appendonly: true,
        extraArgs: ['--replicaof', '127.0.0.1', String(redis.port)],
      });
      await eventually('the replica is in step', async () => {
        const info = await redisCli(replica.port, 'info', 'replication');
        if (!info.includes('master_link_status:up')) throw new Error(info);
      });
      // It hears nothing from here on; one that is only stopped would still find it in its socket.
      await redisCli(replica.port, 'replicaof', 'no', 'one');
      await delay(behindMs);
      await redis.kill();
      // It takes over the address along with the role, as behind a virtual address.
      await redisCli(replica.port, 'bgrewriteaof');
      await eventually('its data are in its own file', () => expectAofWritten(replica.port));
      await replica.stop();
      await redis.restart(dir);
      trace.note(`Redis goes on with ${dir}`);
      return 'struck';
    },
  };
};

async function expectAofWritten(port: number): Promise<void> {
  const info = await redisCli(port, 'info', 'persistence');
  const written = ['aof_rewrite_in_progress:0', 'aof_rewrite_scheduled:0'];
  if (!written.every((line) => info.includes(line))) throw new Error(info);
}
