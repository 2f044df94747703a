import type { NamespacePlan } from '@freshet/events';
import type { Registry } from '@freshet/runtime';
import type { Log } from '@freshet/stream';
import type { Health, ProbeStanding, ServiceName } from '../shapes/health.ts';
import { freshnessIn } from './freshness.ts';
import { GroupLags } from './group-lags.ts';
import { type GroupInput, groupsIn } from './groups.ts';
import { intakeIn } from './intake.ts';
import { readMetrics } from './metric-values.ts';
import type { ProbeSource } from './probe.ts';

/** Where services run apart, each counts for itself. */
const SERVICES = ['ingest', 'worker'] as const;

export interface HealthOptions {
  readonly log: Pick<Log, 'admin'>;
  /** Which namespaces are fed. */
  readonly namespaces: { readonly plan: NamespacePlan };
  /** The dashboard's own groups. */
  ownGroups(): readonly GroupInput[];
  /** Services whose figures are in the registry. */
  readonly besides: readonly ServiceName[];
  readonly registry: Registry;
  readonly probe: ProbeSource;
  /** Epoch ms. */
  readonly clock: () => number;
}

/** Answers how the pipeline does; rejects with FreshetError LOG_UNREACHABLE. */
export function createHealth(options: HealthOptions) {
  const { log, namespaces, ownGroups, besides, registry, probe, clock } = options;
  const lags = new GroupLags(log);
  const notSeen = SERVICES.filter((service) => !besides.includes(service));
  return async (): Promise<Health> => {
    const metrics = await readMetrics(registry);
    const groups = [
      ...groupsIn(namespaces.plan).map((group) => ({
        ...group,
        isHere: !notSeen.includes('worker'),
      })),
      ...ownGroups().map((group) => ({ ...group, isHere: true })),
    ];
    const probed: ProbeStanding | 'silent' | undefined = await probe().catch(() => 'silent');
    return {
      at: clock(),
      groups: await lags.of(groups, metrics),
      freshness: freshnessIn(metrics),
      intake: intakeIn(metrics),
      probe: probed === 'silent' ? null : (probed ?? null),
      stopped: metrics('freshet_partition_stopped')
        .filter(({ value }) => value > 0)
        .map(({ labels }) => {
          return { group: String(labels['group']), partition: Number(labels['partition']) };
        }),
      notSeen: probed === 'silent' ? [...notSeen, 'probe'] : notSeen,
    };
  };
}
