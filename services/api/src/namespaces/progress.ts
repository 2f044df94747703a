import { eventTopic, type Namespace, type NamespacePlan, namespaceTopics } from '@freshet/events';
import { liveEventTopic, mirrorBetween, mirrorLag } from '@freshet/stream';
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
  /** Of the keyed topics there. */
  readonly partitions: number;
  readonly groups: readonly GroupProgress[];
}

/** Every namespace, and how far each of its groups has come. */
export function progressOf(plan: NamespacePlan, engines: Engines): Promise<NamespaceProgress[]> {
  return Promise.all(
    plan.namespaces.map(async (namespace) => {
      const topics = namespaceTopics(namespace);
      await engines.log.admin.ensureTopics(Object.values(topics));
      return {
        ...namespace,
        state: stateOf(plan, namespace.name),
        partitions: engines.log.admin.partitions(topics.behaviourEvents.name),
        groups: [
          ...(await mirrorProgress(plan, namespace, engines)),
          ...(await groupsOf(namespace, engines)),
        ],
      };
    }),
  );
}

/** What brings the namespace its events, where they are written to another topic. */
async function mirrorProgress(
  plan: NamespacePlan,
  { events }: Namespace,
  { log }: Engines,
): Promise<GroupProgress[]> {
  const from = liveEventTopic(plan);
  const mirror = mirrorBetween(plan, from.name, eventTopic(events).name);
  if (mirror === undefined) return [];
  const [lag, offsets] = await Promise.all([mirrorLag(log, mirror), log.admin.offsets(from.name)]);
  const records = offsets.reduce((sum, { start, end }) => sum + end - start, 0);
  return [{ group: 'mirror', lag, records }];
}

function stateOf({ live, previous }: NamespacePlan, name: string): NamespaceProgress['state'] {
  if (name === live) return 'live';
  return name === previous ? 'previous' : 'fed';
}

async function groupsOf(namespace: Namespace, engines: Engines): Promise<GroupProgress[]> {
  const readings = Object.values(readingsOf(namespace));
  return Promise.all(readings.map((reading) => groupProgress(engines, reading)));
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
