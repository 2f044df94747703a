import type { Logger } from '@freshet/runtime';
import type { Databases } from './databases.ts';
import type { StoredTopic } from './topics.ts';
import { writeDurably } from './transaction.ts';

/** How long a commit may stay in memory; a group that starts after a crash reads so much again. */
const FLUSH_MS = 1000;

interface Commit {
  readonly key: [group: string, topic: number, partition: number];
  readonly offset: number;
}

/**
 * What groups have committed. Kept in memory and written once a second, since a flush per batch would
 * cost as much as the records themselves.
 */
export class CommittedOffsets {
  readonly #databases: Databases;
  readonly #logger: Logger;
  /** One entry per group and partition that moved since the last flush. */
  readonly #dirty = new Map<string, Commit>();
  #timer: NodeJS.Timeout | undefined;

  constructor(databases: Databases, logger: Logger) {
    this.#databases = databases;
    this.#logger = logger;
  }

  /** −1 where the group has committed nothing. */
  get(group: string, topic: StoredTopic, partition: number): number {
    const key: Commit['key'] = [group, topic.id, partition];
    return this.#dirty.get(key.join())?.offset ?? this.#databases.committed.get(key) ?? -1;
  }

  done(group: string, topic: StoredTopic, partition: number, offset: number): void {
    const key: Commit['key'] = [group, topic.id, partition];
    this.#dirty.set(key.join(), { key, offset });
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref();
  }

  /** A failure is only logged: commits are for lag and for starting, never the truth. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const commits = [...this.#dirty.entries()];
    if (commits.length === 0) return;
    try {
      await writeDurably(this.#databases, () => {
        for (const [, { key, offset }] of commits) {
          void this.#databases.committed.put(key, offset);
        }
      });
      for (const [id, commit] of commits) {
        if (this.#dirty.get(id) === commit) this.#dirty.delete(id);
      }
    } catch (err) {
      this.#logger.warn({ err, commits: commits.length }, 'committed offsets not written');
    }
  }
}
