import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../fault.ts';
import { type DistributedStage, SESSION_TIMEOUT_MS, WORKERS } from '../system/distributed.ts';

/**
 * SIGSTOP for longer than the group's session: others take the partitions over, and the zombie goes
 * on in the middle of its batch when it wakes.
 */
export const stopWorker: Fault<DistributedStage> = (random) => {
  const index = random.whole(0, WORKERS);
  const stoppedMs = SESSION_TIMEOUT_MS + random.whole(1_000, 6_000);
  return {
    subject: `worker-${index + 1}`,
    kind: 'worker stopped beyond its session',
    what: `SIGSTOP of worker-${index + 1} for ${stoppedMs} ms`,
    async strike({ workers }) {
      const worker = workers[index]!;
      worker.signal('SIGSTOP');
      await delay(stoppedMs);
      worker.signal('SIGCONT');
      await worker.ready();
      return 'struck';
    },
  };
};
