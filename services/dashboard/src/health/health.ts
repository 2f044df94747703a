import type { NamespacePlan } from '@freshet/events';
import type { Registry } from '@freshet/runtime';
import type { Log } from '@freshet/stream';
import type { Health } from '../shapes/health.ts';
import { freshnessIn } from './freshness.ts';
import { GroupLags } from './group-lags.ts';
import { type ConsumerGroup, groupsIn } from './groups.ts';
import { intakeIn } from './intake.ts';
import { type MetricValues, readMetrics } from './metric-values.ts';

export interface HealthOptions {
  readonly log: Pick<Log, 'admin'>;
  /** Which namespaces are fed. */
  readonly namespaces: { readonly plan: NamespacePlan };
  /** The dashboard's own groups. */
  ownGroups(): readonly ConsumerGroup[];
  readonly registry: Registry;
  /** Epoch ms. */
  readonly clock: () => number;
}

/** Answers how the pipeline does; rejects with FreshetError LOG_UNREACHABLE. */
export function createHealth({ log, namespaces, ownGroups, registry, clock }: HealthOptions) {
  const lags = new GroupLags(log);
  return async (): Promise<Health> => {
    const metrics = await readMetrics(registry);
    const groups = [...groupsIn(namespaces.plan), ...ownGroups()];
    return {
      at: clock(),
      groups: await lags.of(groups, metrics),
      freshness: freshnessIn(metrics),
      intake: intakeIn(metrics),
      stopped: metrics('freshet_partition_stopped')
        .filter(({ value }) => value > 0)
        .map(({ labels }) => {
          return { group: String(labels['group']), partition: Number(labels['partition']) };
        }),
      notSeen: notSeen(metrics),
    };
  };
}

/** Where services run apart, each counts for itself. */
function notSeen(metrics: MetricValues): readonly string[] {
  const missing: string[] = [];
  if (metrics('freshet_ingest_events_accepted_total').length === 0) missing.push('ingest');
  const isWorker = metrics('freshet_processor_inputs_total').some(
    ({ labels }) => labels['group'] === 'profiles',
  );
  if (!isWorker) missing.push('worker');
  return missing;
}
