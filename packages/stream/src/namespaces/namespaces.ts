import { type NamespacePlan, namespacePlanCodec, topics } from '@freshet/events';
import { FreshetError, type Logger } from '@freshet/runtime';
import { openDecisions } from '../decisions.ts';
import type { Log } from '../log.ts';
import { firstPlan } from './plan.ts';

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

/**
 * Follows `deployment.namespaces`, one plan on top of the other. A plan that cannot be read here, a newer
 * version's, leaves the one before: what this process serves from stays fed, so it may stay with it.
 */
export async function openNamespaces({
  log,
  logger,
  onFatal,
}: NamespacesOptions): Promise<Namespaces> {
  const watchers = new Set<() => void>();
  let plan = firstPlan;
  const decisions = await openDecisions<NamespacePlan>({
    log,
    topic: topics.deploymentNamespaces,
    codec: namespacePlanCodec,
    logger,
    take(decided) {
      plan = decided;
      for (const watcher of watchers) watcher();
    },
    crowded: (tries) =>
      new FreshetError(
        'NAMESPACE_REFUSED',
        `Somebody else changed the namespaces ${tries} times meanwhile; look and ask again.`,
      ),
    onFatal,
  });
  return {
    get plan() {
      return plan;
    },
    watch(changed) {
      watchers.add(changed);
      return () => void watchers.delete(changed);
    },
    async change(change) {
      const decided = await decisions.decide((revision) => {
        const wanted = change(plan);
        if (wanted === plan) return undefined;
        return { ...wanted, revision: revision + 1, decidedAt: Date.now() };
      });
      return decided ?? plan;
    },
    close: () => decisions.close(),
  };
}
