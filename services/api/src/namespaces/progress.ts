import { derivedTopics, type Namespace, type NamespacePlan, topics } from '@freshet/events';
import { type Engines, type GroupReading, readingsOf, standingOf } from './standing.ts';

/** How far one consumer group of a namespace has come. */
export interface GroupProgress {
  readonly group: string;
  /** Records of its input that it is to apply and has not yet. */
  readonly lag: number;
  /** Records it is to apply in all, as far as the log still holds them. */
  readonly records: number;
}

export interface NamespaceProgress extends Namespace {
  readonly state: 'live' | 'previous' | 'fed';
  readonly groups: readonly GroupProgress[];
}

/** Every namespace, and how far each of its groups has come. */
export function progressOf(plan: NamespacePlan, engines: Engines): Promise<NamespaceProgress[]> {
  return Promise.all(
    plan.namespaces.map(async (namespace) => ({
      ...namespace,
      state: stateOf(plan, namespace.name),
      groups: await groupsOf(namespace, engines),
    })),
  );
}

function stateOf({ live, previous }: NamespacePlan, name: string): NamespaceProgress['state'] {
  if (name === live) return 'live';
  return name === previous ? 'previous' : 'fed';
}

async function groupsOf(namespace: Namespace, engines: Engines): Promise<GroupProgress[]> {
  const { itemSignals } = derivedTopics(namespace.name);
  await engines.log.admin.ensureTopics([topics.behaviourEvents, itemSignals]);
  const { profiles, items } = readingsOf(namespace);
  return Promise.all([profiles, items].map((reading) => groupProgress(engines, reading)));
}

async function groupProgress(engines: Engines, reading: GroupReading): Promise<GroupProgress> {
  const { group, namespace } = reading;
  let lag = 0;
  let records = 0;
  for (const { partition, start, end, next } of await standingOf(engines, reading)) {
    const last = Math.min(end, namespace.to?.[partition] ?? end);
    lag += Math.max(0, last - next);
    records += Math.max(0, last - Math.max(start, namespace.from[partition] ?? 0));
  }
  return { group, lag, records };
}
