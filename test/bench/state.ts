import { DEFAULT_SITE, FIRST_NAMESPACE } from '@freshet/events';
import { createLogger } from '@freshet/runtime';
import { type ItemState, PROFILE_IDLE_MS, type Profile } from '@freshet/recommend';
import {
  ITEM_IDLE_S,
  itemCodec,
  itemRef,
  profileCodec,
  profileRef,
  type StateRef,
  type Store,
  WRITES_MAX,
  type Write,
} from '@freshet/store';
import { createRedisStore } from '@freshet/store/redis';
import type { FoldedClicks } from './folded-clicks.ts';

/** The partition count that services have unless told otherwise. */
export const SPACE = { namespace: FIRST_NAMESPACE, partitions: 32 };

export interface StoredState {
  readonly ref: StateRef;
  readonly value: Uint8Array;
  readonly ttlS: number;
}

export function storedProfile(userId: string, profile: Profile): StoredState {
  const id = { site: DEFAULT_SITE, userId, anonymousId: null };
  const value = profileCodec.encode(profile);
  return { ref: profileRef(SPACE, id), value, ttlS: PROFILE_IDLE_MS / 1000 };
}

export function storedItem(itemId: string, state: ItemState): StoredState {
  const ref = itemRef(SPACE, DEFAULT_SITE, itemId);
  return { ref, value: itemCodec.encode(state), ttlS: ITEM_IDLE_S };
}

export function* storedClicks({ profiles, items }: FoldedClicks): Generator<StoredState> {
  for (const [userId, profile] of profiles) yield storedProfile(userId, profile);
  for (const [itemId, item] of items) yield storedItem(itemId, item);
}

/** Writes states into an empty Redis. */
export async function writeState(url: string, states: Iterable<StoredState>): Promise<void> {
  const store = await createRedisStore({ url, logger: createLogger('bench', 'error') });
  try {
    await writeTo(store, states);
  } finally {
    await store.close();
  }
}

/** Writes states into an empty store, fences moving as a worker's would. */
export async function writeTo(store: Store, states: Iterable<StoredState>): Promise<void> {
  const writers = new Map<string, PartitionWriter>();
  for (const { ref, value, ttlS } of states) {
    const { group, partition } = ref.partition;
    const name = `${group}/${partition}`;
    let writer = writers.get(name);
    if (writer === undefined)
      writers.set(name, (writer = new PartitionWriter(store, ref.partition)));
    await writer.write({ key: ref.key, value, ttlS });
  }
  for (const writer of writers.values()) await writer.flush();
}

class PartitionWriter {
  readonly #store: Store;
  readonly #partition: StateRef['partition'];
  #writes: Write[] = [];
  #next = 0;

  constructor(store: Store, partition: StateRef['partition']) {
    this.#store = store;
    this.#partition = partition;
  }

  async write(write: Write): Promise<void> {
    this.#writes.push(write);
    if (this.#writes.length === WRITES_MAX) await this.flush();
  }

  async flush(): Promise<void> {
    const from = this.#next;
    this.#next += this.#writes.length;
    const { stale } = await this.#store.apply({
      partition: this.#partition,
      from: from === 0 ? undefined : fenceAt(from),
      next: fenceAt(this.#next),
      writes: this.#writes,
    });
    if (stale)
      throw new Error(`somebody else moved the fence of ${JSON.stringify(this.#partition)}`);
    this.#writes = [];
  }
}

const fenceAt = (next: number) => ({ next, checksum: 0x89ab_cdef, streamTime: 1_767_225_600_000 });
