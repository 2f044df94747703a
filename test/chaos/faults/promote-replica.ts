import { setTimeout as delay } from 'node:timers/promises';
import { cutOff, startReplica, writeOwnFile } from '../../support/redis-replica.ts';
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
      const replica = await startReplica(redis.port, dir);
      await cutOff(replica);
      await delay(behindMs);
      await redis.kill();
      // It takes over the address along with the role, as behind a virtual address.
      await writeOwnFile(replica);
      await replica.stop();
      await redis.restart(dir);
      trace.note(`Redis goes on with ${dir}`);
      return 'struck';
    },
  };
};
