import type { StateRef, Store } from '@freshet/store';

/** Keys asked for in one call: what more comes in the same turn goes into the next one. */
export const JOINT_KEYS_MAX = 256;

type Values = readonly (Uint8Array | undefined)[];

interface Read {
  readonly refs: readonly StateRef[];
  resolve(values: Values): void;
  reject(error: unknown): void;
}

/**
 * `get` of a store, all calls of one turn of the event loop joined into one: under load a driver
 * spends more on each command than on the values it brings. A call that fails fails for all.
 */
export function joinReads(store: Pick<Store, 'get'>): Store['get'] {
  let waiting: Read[] = [];
  let keys = 0;

  function flush(): void {
    const reads = waiting;
    waiting = [];
    keys = 0;
    if (reads.length > 0) void answer(store, reads);
  }

  return (refs) =>
    new Promise((resolve, reject) => {
      if (keys + refs.length > JOINT_KEYS_MAX) flush();
      // Not a microtask: requests that arrived together on other sockets are read before.
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ refs, resolve, reject });
      keys += refs.length;
    });
}

async function answer(store: Pick<Store, 'get'>, reads: readonly Read[]): Promise<void> {
  try {
    const values = await store.get(reads.flatMap(({ refs }) => refs));
    let from = 0;
    for (const { refs, resolve } of reads) {
      resolve(values.slice(from, from + refs.length));
      from += refs.length;
    }
  } catch (error) {
    for (const { reject } of reads) reject(error);
  }
}
