import type { Logger } from '@freshet/runtime';
import type { CommitTiming } from '../log.ts';
import type { Databases } from './databases.ts';
import type { StoredTopic } from './topics.ts';
import { writeDurably } from './transaction.ts';

/**
 * How long a commit stays in memory unless the subscription says otherwise; a group that starts after
 * a crash reads so much again.
 */
const FLUSH_MS = 1000;

/** Whose progress, and where. */
export interface GroupPartition {
  readonly group: string;
  readonly topic: StoredTopic;
  readonly partition: number;
}

interface Commit {
  readonly key: [group: string, topic: number, partition: number];
  readonly offset: number;
}

/**
 * What groups have committed. Kept in memory for a while and written together, since a flush per batch
 * would cost as much as the records themselves.
 */
export class CommittedOffsets {
  readonly #databases: Databases;
  readonly #logger: Logger;
  /** One entry per group and partition that moved since the last flush. */
  readonly #dirty = new Map<string, Commit>();
  #timer: NodeJS.Timeout | undefined;
  #dueAt = Number.POSITIVE_INFINITY;

  constructor(databases: Databases, logger: Logger) {
    this.#databases = databases;
    this.#logger = logger;
  }

  /** −1 where the group has committed nothing. */
  get(place: GroupPartition): number {
    const key = keyOf(place);
    return this.#dirty.get(key.join())?.offset ?? this.#databases.committed.get(key) ?? -1;
  }

  /** Commits in the background, in time for `timing`. */
  done(
    place: GroupPartition,
    offset: number,
    timing: CommitTiming = { intervalMs: FLUSH_MS },
  ): void {
    if (this.get(place) === offset) return;
    const key = keyOf(place);
    this.#dirty.set(key.join(), { key, offset });
    this.#flushWithin(timing === 'batch' ? 0 : timing.intervalMs);
  }

  /**
   * Resolves once the commit is on disk.
   * @throws FreshetError LOG_UNREACHABLE; then it was not taken.
   */
  async commit(place: GroupPartition, offset: number): Promise<void> {
    const key = keyOf(place);
    // Written later, what waited here would set the group back.
    this.#dirty.delete(key.join());
    await writeDurably(this.#databases, () => void this.#databases.committed.put(key, offset));
  }

  /** A failure is only logged: what is in memory is written with the next flush. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#dueAt = Number.POSITIVE_INFINITY;
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

  #flushWithin(ms: number): void {
    const dueAt = Date.now() + ms;
    if (dueAt >= this.#dueAt) return;
    clearTimeout(this.#timer);
    this.#dueAt = dueAt;
    this.#timer = setTimeout(() => void this.flush(), ms).unref();
  }
}

const keyOf = ({ group, topic, partition }: GroupPartition): Commit['key'] => [
  group,
  topic.id,
  partition,
];
