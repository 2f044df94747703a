import { setTimeout as delay } from 'node:timers/promises';
import type { KafkaCluster } from '../../support/kafka.ts';
import type { Fault } from '../fault.ts';
import type { DistributedStage } from '../system/distributed.ts';

/**
 * Every broker stopped at once: the journals take over, one on a disk that is slow to flush, one so
 * small that it is full within seconds.
 */
export const stopBrokers: Fault<DistributedStage> = (random) => {
  const stoppedMs = random.whole(3_000, 8_000);
  return {
    subject: 'broker',
    kind: 'all brokers stopped',
    needsLoad: true,
    what: `SIGSTOP of all brokers for ${stoppedMs} ms`,
    async strike({ kafka }) {
      await whileStopped(kafka, () => delay(stoppedMs));
      return 'struck';
    },
  };
};

export async function whileStopped<T>({ nodes }: KafkaCluster, work: () => Promise<T>): Promise<T> {
  const signal = (name: 'SIGSTOP' | 'SIGCONT') => Promise.all(nodes.map((node) => node.kill(name)));
  await signal('SIGSTOP');
  try {
    return await work();
  } finally {
    await signal('SIGCONT');
  }
}
