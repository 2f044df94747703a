import { deadLetterCodec, FIRST_NAMESPACE, topics } from '@freshet/events';
import type { Deployment } from '@freshet/recommend';
import {
  GROUPS,
  itemCodec,
  profileCodec,
  type StatePartition,
  type ValueCodec,
} from '@freshet/store';
import type { MemoryLog } from './memory-log.ts';
import type { MemoryStore } from './memory-store.ts';
import { plainModel } from './plain-model.ts';

/** Not a processor's own state: what a runner keeps beside it begins with this byte. */
const RUNNER_KEY = '\u0000';

/** The first difference between the store and the plain model, in words; undefined: there is none. */
export function findDifference(
  log: MemoryLog,
  store: MemoryStore,
  deployment: Deployment,
): string | undefined {
  const { profiles, items, missing, buried } = plainModel(log, deployment);
  if (missing.length > 0) return `lost signals of ${missing.join(', ')}`;
  const filed = [...new Set(lettersIn(log))].toSorted();
  if (filed.join() !== buried.toSorted().join()) {
    return `dead letters of ${filed.join(', ')} and not of ${buried.join(', ')}`;
  }
  const groups = [
    {
      group: GROUPS.profiles,
      topic: topics.behaviourEvents.name,
      codec: profileCodec,
      states: profiles,
    },
    { group: GROUPS.items, topic: topics.itemSignals.name, codec: itemCodec, states: items },
  ];
  for (const { group, topic, codec, states } of groups) {
    for (const [partition, expected] of states.entries()) {
      const where = statePartition(group, partition, states.length);
      const { fence, values } = store.version(where);
      const end = log.end(topic, partition);
      if ((fence?.next ?? 0) !== end)
        return `${group}/${partition} stands at ${fence?.next} of ${end}`;
      const difference = differing(values, expected, codec);
      if (difference !== undefined) return `${group}/${partition}: ${difference}`;
    }
  }
  return undefined;
}

/** Step and place of each letter; one may be filed again after a crash. */
function lettersIn(log: MemoryLog): string[] {
  return log.records(topics.deadLetters.name, 0).map(({ value }) => {
    const { step, topic, partition, offset } = deadLetterCodec.decode(value!);
    return `${step} ${topic}/${partition}@${offset}`;
  });
}

export function statePartition(
  group: string,
  partition: number,
  partitions: number,
): StatePartition {
  return { namespace: FIRST_NAMESPACE, group, partition, partitions };
}

/** Byte for byte. */
function differing(
  values: ReadonlyMap<string, Uint8Array>,
  expected: ReadonlyMap<string, unknown>,
  codec: ValueCodec<unknown>,
): string | undefined {
  const extra = [...values.keys()].find((key) => !key.startsWith(RUNNER_KEY) && !expected.has(key));
  if (extra !== undefined) return `${extra} should not be there`;
  for (const [key, state] of expected) {
    const bytes = values.get(key);
    if (bytes === undefined) return `${key} is not there`;
    if (Buffer.compare(bytes, codec.encode(state)) === 0) continue;
    return `${key} is ${JSON.stringify(codec.decode(bytes))} and not ${JSON.stringify(state)}`;
  }
  return undefined;
}
