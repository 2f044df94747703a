import type { Codec, Topic } from '@freshet/events';
import { FreshetError, type Logger } from '@freshet/runtime';
import { withDeadline } from './deadline.ts';
import type { Log, LogRecord } from './log.ts';

/** How often a decision is made anew on top of what somebody else has just decided; ingests all stop at once. */
const TRIES_MAX = 50;
/** How long a decision that is in the log may take until it is read back here, in ms. */
const READ_BACK_MS_MAX = 10_000;

/** One above the revision of the decision it was made on top of, which began with 0. */
export interface Decision {
  readonly revision: number;
}

/** What operators have decided, one decision on top of the other, as every process follows it. */
export interface Decisions<T extends Decision> {
  /**
   * Writes what `make` makes on top of what holds now, again if somebody else was faster, and resolves
   * with it once it holds here; undefined where `make` sees nothing to decide.
   * @throws what `make` throws; what `crowded` makes when others always were faster; FreshetError
   *   LOG_UNREACHABLE.
   */
  decide(make: (revision: number) => T | undefined): Promise<T | undefined>;
  close(): Promise<void>;
}

export interface DecisionsOptions<T extends Decision> {
  readonly log: Log;
  /** Of one partition, and not compacted: a compaction could keep just the decision that was ignored. */
  readonly topic: Topic;
  readonly codec: Codec<T>;
  readonly logger: Logger;
  /** Called with each decision that holds, in their order. Must not throw. */
  take(decision: T): void;
  /** After so many tries, each of which somebody else was faster than. */
  crowded(tries: number): Error;
  /** The topic can no longer be followed; the process should exit with this reason. */
  onFatal(error: Error): void;
}

/**
 * Follows a topic whose log order decides between writers: a decision holds if its revision is one above
 * that of the decision that held before, and is ignored by everybody otherwise. Resolves once all that was
 * in the topic has been taken.
 */
export async function openDecisions<T extends Decision>(
  options: DecisionsOptions<T>,
): Promise<Decisions<T>> {
  const { log, codec, logger, take, onFatal } = options;
  const topic = options.topic.name;
  const waiting = new Set<() => void>();
  /** Offsets of decisions that hold, taken while some were being made here. */
  const held = new Set<number>();
  let making = 0;
  let revision = 0;
  let next = 0;

  function record({ offset, value }: LogRecord): void {
    next = offset + 1;
    const decision = decode(value, offset);
    if (decision?.revision === revision + 1) {
      revision = decision.revision;
      if (making > 0) held.add(offset);
      take(decision);
    }
    for (const look of waiting) look();
  }

  function decode(value: Uint8Array | null, offset: number): T | undefined {
    try {
      return value === null ? undefined : codec.decode(value);
    } catch (err) {
      // A newer version's decision: what this process does by the older ones is still right by them.
      logger.error({ err, topic, offset }, 'a decision cannot be read; upgrade');
      return undefined;
    }
  }

  function readBack(offset: number): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (next <= offset) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  }

  async function decide(make: (revision: number) => T | undefined): Promise<T | undefined> {
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const decision = make(revision);
      if (decision === undefined) return undefined;
      const value = codec.encode(decision);
      const [place] = await log.publisher.publish(topic, [{ value, partition: 0 }]);
      await withDeadline(readBack(place!.offset), READ_BACK_MS_MAX, () => unread(topic));
      if (held.has(place!.offset)) return decision;
    }
    throw options.crowded(TRIES_MAX);
  }

  const follower = await log.follow({ topic, record, onFatal });
  await follower.caughtUp;
  return {
    async decide(make) {
      making++;
      try {
        return await decide(make);
      } finally {
        making--;
        if (making === 0) held.clear();
      }
    },
    close: () => follower.close(),
  };
}

function unread(topic: string): FreshetError {
  return new FreshetError(
    'LOG_UNREACHABLE',
    `What was decided and written to ${topic} was not read back within ${READ_BACK_MS_MAX} ms; it may hold: look before asking again.`,
  );
}
