import {
  type BehaviourEvent,
  behaviourEventCodec,
  isHandovers,
  itemKey,
  itemStatsCodec,
  partitionOf,
  profileKey,
  topics,
  FIRST_NAMESPACE,
} from '@freshet/events';
import { GROUPS, type Store } from '@freshet/store';
import type { Log, LogRecord } from '@freshet/stream';
import type { Evidence } from './audit.ts';
import { redirectsOf } from './people.ts';

/** Keys asked of the store in one call. */
const KEYS_AT_ONCE = 200;

export interface Readable {
  readonly log: Log;
  readonly store: Store;
  readonly partitions: number;
}

/** All of `behaviour.events`, in offset order within each partition. */
async function readEvents(log: Log): Promise<BehaviourEvent[]> {
  const events: BehaviourEvent[] = [];
  await readTopic(log, topics.behaviourEvents.name, ({ value }) => {
    if (value !== null && !isHandovers(value)) events.push(behaviourEventCodec.decode(value));
  });
  return events;
}

/** All records of a topic, in offset order within each partition. */
export async function readTopic(
  log: Log,
  topic: string,
  record: (record: LogRecord) => void,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    log
      .follow({ topic, record, onFatal: reject })
      .then((follower) => follower.caughtUp.then(() => follower.close()))
      .then(resolve, reject);
  });
}

/** Log and store as a run left them. */
export async function readEvidence(
  readable: Readable,
  acknowledged: Evidence['acknowledged'],
): Promise<Evidence> {
  const { log } = readable;
  const events = await readEvents(log);
  const keys = unique([...events.map(profileKey), ...redirectsOf(events).keys()]);
  const profiles = await readState(readable, GROUPS.profiles, keys);
  const items = await readState(readable, GROUPS.items, unique(events.flatMap(itemKeys)));
  return {
    acknowledged,
    events,
    profiles,
    items,
    stats: await readStats(log),
    deadLetters: await countDeadLetters(log),
  };
}

const unique = (keys: readonly string[]): string[] => [...new Set(keys)];

function itemKeys({ site, itemId }: BehaviourEvent): string[] {
  return itemId === null ? [] : [itemKey(site, itemId)];
}

async function readStats(log: Log): Promise<ReadonlyMap<string, number>> {
  const stats = new Map<string, number>();
  await readTopic(log, topics.itemStats.name, ({ key, value }) => {
    if (key !== null && value !== null) {
      stats.set(Buffer.from(key).toString(), itemStatsCodec.decode(value).visits);
    }
  });
  return stats;
}

/** Values of a group's state, by key. */
async function readState(
  { store, partitions }: Readable,
  group: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (let i = 0; i < keys.length; i += KEYS_AT_ONCE) {
    const part = keys.slice(i, i + KEYS_AT_ONCE);
    const values = await store.get(
      part.map((key) => ({
        partition: {
          namespace: FIRST_NAMESPACE,
          group,
          partition: partitionOf(key, partitions),
          partitions,
        },
        key,
      })),
    );
    part.forEach((key, n) => {
      const value = values[n];
      if (value !== undefined) found.set(key, Uint8Array.from(value));
    });
  }
  return found;
}

/** Partitions whose state does not stand at the end of their input, in words. */
export async function behind({ log, store, partitions }: Readable): Promise<string[]> {
  const late: string[] = [];
  for (const [group, topic] of [
    [GROUPS.profiles, topics.behaviourEvents.name],
    // It tells profiles of one another through the same topic.
    [GROUPS.attribution, topics.behaviourEvents.name],
    [GROUPS.items, topics.itemSignals.name],
  ] as const) {
    const offsets = await log.admin.offsets(topic);
    await Promise.all(
      offsets.map(async ({ partition, end }) => {
        const where = { namespace: FIRST_NAMESPACE, group, partition, partitions };
        const { fence } = await store.read(where, []);
        const next = fence?.next ?? 0;
        if (next !== end) late.push(`${group}/${partition} stands at ${next} of ${end}`);
      }),
    );
  }
  return late;
}

/** Records that somebody gave up. */
async function countDeadLetters(log: Log): Promise<number> {
  const offsets = await log.admin.offsets(topics.deadLetters.name);
  return offsets.reduce((sum, { start, end }) => sum + end - start, 0);
}
