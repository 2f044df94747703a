import { readdir, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { topics } from '@freshet/events';
import type { Fault } from '../fault.ts';
import { type DistributedStage, PARTITIONS } from '../system/distributed.ts';
import { replicasOf, untilReplicas } from './replicas.ts';

/**
 * A broker killed, and of its copy of a partition the tail lost at any byte: on its return it must
 * drop the torn batch and take what it lacks from the leader. Only where the other replicas have it
 * all: what the last copy loses is lost, whoever keeps it.
 */
export const cutSegment: Fault<DistributedStage> = (random) => {
  const topic = random.pick([topics.behaviourEvents.name, topics.itemSignals.name]);
  const place = { topic, partition: random.whole(0, PARTITIONS) };
  const lost = random.share() ** 2;
  const asLeader = random.share() < 0.5;
  const role = asLeader ? 'leader' : 'follower';
  return {
    subject: 'broker',
    kind: 'broker killed, its log segment cut',
    what: `SIGKILL of a ${role} of ${topic}/${place.partition}, ${(100 * lost).toFixed(2)} % of its segment cut off`,
    async strike({ kafka, trace }) {
      const { length } = kafka.nodes;
      await untilReplicas(kafka, place, 'all are in step', (now) => now.inSync.length === length);
      const { leader } = await replicasOf(kafka, place);
      const id = asLeader ? leader : (leader % length) + 1;
      const node = kafka.nodes[id - 1]!;
      trace.note(`broker ${id} (process ${node.pid}): SIGKILL`);
      await node.kill('SIGKILL');
      await trace.keep(`broker-${id}.${Date.now()}.log`, await node.output());
      await untilReplicas(kafka, place, 'it is given up', (now) => !now.inSync.includes(id));
      const file = await newestSegment(join(node.logDir, `${topic}-${place.partition}`));
      const { size } = await stat(file);
      const kept = Math.floor(size * (1 - lost));
      await truncate(file, kept);
      trace.note(`${file}: ${kept} of ${size} bytes kept`);
      await node.restart();
      await untilReplicas(kafka, place, 'it is in step', (now) => now.inSync.includes(id));
      return 'struck';
    },
  };
};

/** Named after their first offset, with leading zeros. */
async function newestSegment(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.log'));
  const newest = names.toSorted().at(-1);
  if (newest === undefined) throw new Error(`${folder} has no segment`);
  return join(folder, newest);
}
