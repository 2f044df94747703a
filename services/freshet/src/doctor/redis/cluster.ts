import type { InspectedCluster } from '@freshet/store';
import { type Judgement, ok, problem } from '../finding.ts';

const SLOTS = 16_384;

/** Whether every slot of the cluster is served. */
export function judgeCluster({ address, info }: InspectedCluster): Judgement {
  const served = Number(info.get('cluster_slots_ok') ?? 0);
  const state = info.get('cluster_state');
  if (state === 'ok' && served === SLOTS) return ok(`all ${SLOTS} slots are served`);
  return problem(
    `The Redis Cluster at ${address} is in state "${state}" with ${served} of ${SLOTS} slots served; keys in the others can be neither read nor written.`,
    `Start its masters that are away, then: redis-cli --cluster fix ${address}`,
  );
}
