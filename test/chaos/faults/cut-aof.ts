import { stat, truncate } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { newestAppendOnlyFile } from '../../support/append-only-file.ts';
import type { Fault } from '../fault.ts';
import type { DistributedStage } from '../system/distributed.ts';

/**
 * Redis killed, and of its append-only file the tail lost at any byte, as by a power cut. On its
 * return (`aof-load-truncated`, Redis's default) it has a prefix of its writes: state and fences of
 * the past, which the log has to fill up.
 */
export const cutAof: Fault<DistributedStage> = (random) => {
  // Mostly a little, at times nearly everything.
  const lost = random.share() ** 3;
  const downMs = random.whole(200, 4_000);
  return {
    subject: 'redis',
    kind: 'Redis killed, its AOF cut',
    what: `Redis killed for ${downMs} ms, ${(100 * lost).toFixed(2)} % of its AOF cut off`,
    async strike({ redis, trace }) {
      await redis.kill();
      const file = await newestAppendOnlyFile(redis.dir);
      const { size } = await stat(file);
      const kept = Math.floor(size * (1 - lost));
      await truncate(file, kept);
      trace.note(`${file}: ${kept} of ${size} bytes kept`);
      await delay(downMs);
      await redis.restart();
      return 'struck';
    },
  };
};
