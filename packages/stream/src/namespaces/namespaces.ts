import { type NamespacePlan, namespacePlanCodec, topics } from '@freshet/events';
import { FreshetError, type Logger } from '@freshet/runtime';
import { withDeadline } from '../deadline.ts';
import type { Log, LogRecord } from '../log.ts';
import { firstPlan } from './plan.ts';

/** How often a change is made anew on top of what somebody else has just decided; ingests all stop at once. */
const TRIES_MAX = 50;
/** How long a plan that is in the log may take until it is read back here, in ms. */
const READ_BACK_MS_MAX = 10_000;

/** What operators have decided about namespaces, as every service follows it. */
export interface Namespaces {
  readonly plan: NamespacePlan;
  /** Calls `changed` after every decision, until the returned function is called. Must not throw. */
  watch(changed: () => void): () => void;
  /**
   * Decides: writes what `change` makes of the newest plan, again if somebody else was faster.
   * @throws what `change` throws; FreshetError NAMESPACE_REFUSED when others always were faster,
   *   LOG_UNREACHABLE.
   */
  change(change: (plan: NamespacePlan) => NamespacePlan): Promise<NamespacePlan>;
  close(): Promise<void>;
}

export interface NamespacesOptions {
  readonly log: Log;
  readonly logger: Logger;
  /** The plan can no longer be followed; the process should exit with this reason. */
  onFatal(error: Error): void;
}

const topic = topics.deploymentNamespaces.name;

/**
 * Follows `deployment.namespaces`, whose log order decides between writers: a plan holds if its
 * revision is one above that of the plan that held before, and is ignored by everybody otherwise. The
 * topic is not compacted, since a compaction could keep just the plan that was ignored.
 */
export async function openNamespaces({
  log,
  logger,
  onFatal,
}: NamespacesOptions): Promise<Namespaces> {
  const watchers = new Set<() => void>();
  const held = new Set<number>();
  let plan = firstPlan;
  let next = 0;

  function take({ offset, value }: LogRecord): void {
    next = offset + 1;
    const decided = decode(value, offset);
    if (decided?.revision === plan.revision + 1) {
      plan = decided;
      held.add(offset);
    }
    for (const watcher of watchers) watcher();
  }

  function decode(value: Uint8Array | null, offset: number): NamespacePlan | undefined {
    try {
      return value === null ? undefined : namespacePlanCodec.decode(value);
    } catch (err) {
      // A newer version's plan: what this process serves from stays fed, so it may stay with it.
      logger.error({ err, topic, offset }, 'a plan of namespaces cannot be read; upgrade');
      return undefined;
    }
  }

  function readBack(offset: number): Promise<void> {
    if (next > offset) return Promise.resolve();
    return new Promise((resolve) => {
      const watcher = () => {
        if (next <= offset) return;
        watchers.delete(watcher);
        resolve();
      };
      watchers.add(watcher);
    });
  }

  const follower = await log.follow({ topic, record: take, onFatal });
  await follower.caughtUp;
  return {
    get plan() {
      return plan;
    },
    watch(changed) {
      watchers.add(changed);
      return () => void watchers.delete(changed);
    },
    async change(change) {
      for (let tries = 0; tries < TRIES_MAX; tries++) {
        const wanted = change(plan);
        if (wanted === plan) return plan;
        const decided = { ...wanted, revision: plan.revision + 1, decidedAt: Date.now() };
        const value = namespacePlanCodec.encode(decided);
        const [place] = await log.publisher.publish(topic, [{ value, partition: 0 }]);
        await withDeadline(readBack(place!.offset), READ_BACK_MS_MAX, unread);
        if (held.has(place!.offset)) return decided;
      }
      throw new FreshetError(
        'NAMESPACE_REFUSED',
        `Somebody else changed the namespaces ${TRIES_MAX} times meanwhile; look and ask again.`,
      );
    },
    close: () => follower.close(),
  };
}

function unread(): FreshetError {
  return new FreshetError(
    'LOG_UNREACHABLE',
    `A plan written to ${topic} was not read back within ${READ_BACK_MS_MAX} ms; it may hold: look before asking again.`,
  );
}
