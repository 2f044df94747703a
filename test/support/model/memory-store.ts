import type { Applied, Change, Fence, State, StatePartition } from '@freshet/store';

interface Version {
  readonly fence: Fence | undefined;
  readonly values: ReadonlyMap<string, Uint8Array>;
}

const EMPTY: Version = { fence: undefined, values: new Map() };

/** The store as its servers hold it: each partition is a shard of its own, and remembers its past. */
export class MemoryStore {
  readonly #versions = new Map<string, Version[]>();

  read(partition: StatePartition, keys: readonly string[]): State {
    const { fence, values } = this.version(partition);
    return { fence, values: keys.map((key) => values.get(key)) };
  }

  apply(change: Change): Applied {
    const { fence } = this.version(change.partition);
    if (!sameFence(fence, change.from)) return { stale: true, at: fence };
    this.write(change);
    return { stale: false };
  }

  /** Writes and moves the fence, whatever it was. */
  write({ partition, next, writes }: Change): void {
    const values = new Map(this.version(partition).values);
    for (const { key, value } of writes) {
      if (value === null) values.delete(key);
      else values.set(key, value);
    }
    this.#history(partition).push({ fence: next, values });
  }

  version(partition: StatePartition): Version {
    return this.#history(partition).at(-1)!;
  }

  /** How many versions a partition can be set back by. */
  past(partition: StatePartition): number {
    return this.#history(partition).length - 1;
  }

  /** The tail is lost: state and fence stand where they stood so many versions ago. */
  setBack(partition: StatePartition, versions: number): void {
    const history = this.#history(partition);
    history.length -= Math.min(versions, history.length - 1);
  }

  #history({ group, partition }: StatePartition): Version[] {
    const name = `${group}/${partition}`;
    let history = this.#versions.get(name);
    if (history === undefined) {
      history = [EMPTY];
      this.#versions.set(name, history);
    }
    return history;
  }
}

function sameFence(a: Fence | undefined, b: Fence | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.next === b.next && a.checksum === b.checksum && a.streamTime === b.streamTime;
}
