import { FreshetError } from '@freshet/runtime';
import type { StatePartition, Store } from '@freshet/store';
import type { Log } from '@freshet/stream';

/** Decides, at each step that can fail, whether it does; `place` is the partition or topic it is about. */
export type Chance = (place: string) => boolean;

const placeOf = ({ namespace, group, partition }: StatePartition) =>
  `${namespace}/${group}/${partition}`;

const unreachable = (what: string) => new FreshetError('STORE_UNREACHABLE', `injected: ${what}`);

/** A store that fails before a call reaches it, or loses the answer of one that did. */
export function faultyStore(store: Store, chance: Chance): Store {
  return {
    ...store,
    async read(partition, keys) {
      if (chance(placeOf(partition))) throw unreachable('read');
      return store.read(partition, keys);
    },
    async apply(change) {
      const place = placeOf(change.partition);
      if (chance(place)) throw unreachable('apply never arrived');
      const applied = await store.apply(change);
      if (chance(place)) throw unreachable('answer of apply lost');
      return applied;
    },
  };
}

/** A log whose publishes fail before anything, after a part, or after all was written. */
export function faultyLog(log: Log, chance: Chance): Log {
  return {
    publisher: {
      get pendingBytes() {
        return log.publisher.pendingBytes;
      },
      async publish(topic, records) {
        const written = chance(topic) ? records.slice(0, Math.floor(records.length / 2)) : records;
        const places = written.length === 0 ? [] : await log.publisher.publish(topic, written);
        if (written.length < records.length || chance(topic)) {
          throw new FreshetError('LOG_UNREACHABLE', 'injected: publish');
        }
        return places;
      },
      submit: (...call) => log.publisher.submit(...call),
      publishAtomically: (topic, records) => log.publisher.publishAtomically(topic, records),
    },
    admin: log.admin,
    consume: (subscription) => log.consume(subscription),
    follow: (following) => log.follow(following),
    read: (range) => log.read(range),
    close: () => log.close(),
  };
}
