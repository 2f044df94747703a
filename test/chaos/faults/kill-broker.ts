import { setTimeout as delay } from 'node:timers/promises';
import { topics } from '@freshet/events';
import type { Fault } from '../fault.ts';
import { type DistributedStage, PARTITIONS } from '../system/distributed.ts';
import { replicasOf } from './replicas.ts';

/** SIGKILL of the broker that leads a partition; the others elect a new leader, then it comes back. */
export const killBroker: Fault<DistributedStage> = (random) => {
  const topic = random.pick([topics.behaviourEvents.name, topics.itemSignals.name]);
  const partition = random.whole(0, PARTITIONS);
  // Missed after 9 s: some are back before anybody elects a new leader.
  const goneMs = random.whole(3_000, 12_000);
  return {
    subject: 'broker',
    kind: 'leader of a partition killed',
    what: `SIGKILL of the leader of ${topic}/${partition} for ${goneMs} ms`,
    async strike({ kafka, trace }) {
      const { leader } = await replicasOf(kafka, { topic, partition });
      // Between two leaders there is none; then any broker will do.
      const id = Math.max(1, leader);
      const node = kafka.nodes[id - 1]!;
      trace.note(`broker ${id} (process ${node.pid}): SIGKILL`);
      await node.kill('SIGKILL');
      await trace.keep(`broker-${id}.${Date.now()}.log`, await node.output());
      await delay(goneMs);
      await node.restart();
      return 'struck';
    },
  };
};
