import { eventTopic, type NamespacePlan, topics } from '@freshet/events';
import {
  keepToPlan,
  type Namespaces,
  type Processor,
  type ProcessorRuntime,
  type RunningProcessor,
  runProcessor,
} from '@freshet/stream';
import {
  createVisitsProcessor,
  type EventSource,
  type Judges,
} from '../visits/visits-processor.ts';
import { typesProcessor } from '../quality/types-processor.ts';
import { rollupsProcessor } from './rollups-processor.ts';
import { STATE_NAMESPACE } from './state-space.ts';

/** The consumer group of events; on a further topic of them the topic's ending follows. */
const GROUP = 'dashboard';
/** Visitors whose state is in memory, about 1 KB each. */
const VISITORS_MAX = 5_000;
/** Cells that are, 10 to 150 KB each: at least those of now of 25 sites. */
const CELLS_MAX = 200;
/** Sites whose types are. */
const SITES_MAX = 200;

export interface KeepHistoryOptions extends Omit<ProcessorRuntime, 'namespace' | 'cacheKeysMax'> {
  readonly namespaces: Namespaces;
  readonly judges: Judges;
}

interface Counting {
  readonly processor: RunningProcessor;
  readonly topic: string;
}

export interface KeptHistory {
  /** The consumer groups that count, with what they read. */
  readonly groups: readonly { readonly group: string; readonly topic: string }[];
  close(): Promise<void>;
}

/**
 * Counts every event of every topic of events once, where it was written; resolves when the processors
 * run. Several dashboards share the partitions.
 */
export async function keepHistory(options: KeepHistoryOptions): Promise<KeptHistory> {
  const { log, namespaces, logger, judges, onFatal } = options;
  const running = new Map<string, Counting>();
  await log.admin.ensureTopics([topics.dashboardActs]);

  async function run(name: string, processor: unknown, cacheKeysMax: number): Promise<void> {
    if (running.has(name)) return;
    const namespace = { name: STATE_NAMESPACE, from: [], to: null };
    // The runner keeps each processor's types to itself.
    const own = processor as Processor<never, unknown, never>;
    const runtime = { ...options, namespace, cacheKeysMax };
    const started = await runProcessor(own, runtime);
    running.set(name, { processor: started, topic: own.input.name });
  }

  async function settle(closing: AbortSignal): Promise<void> {
    await run(rollupsProcessor.group, rollupsProcessor, CELLS_MAX);
    await run(typesProcessor.group, typesProcessor, SITES_MAX);
    for (const source of sourcesIn(namespaces.plan)) {
      if (closing.aborted) return;
      await log.admin.ensureTopics([source.topic]);
      await run(source.group, createVisitsProcessor({ ...source, judges }), VISITORS_MAX);
    }
  }

  const unsettled = 'history is not yet kept as planned';
  const keeping = await keepToPlan({ namespaces, logger, onFatal, unsettled, settle });
  return {
    get groups() {
      return Array.from(running.values(), ({ processor, topic }) => ({
        group: processor.group,
        topic,
      }));
    },
    async close() {
      await keeping.close();
      await Promise.all([...running.values()].map(({ processor }) => processor.close()));
    },
  };
}

/** The first topic, and those that namespaces read. One that nobody reads any more is read to its end. */
function sourcesIn({ namespaces }: NamespacePlan): readonly Omit<EventSource, 'judges'>[] {
  const first = topics.behaviourEvents;
  const others = namespaces.flatMap(({ events }) => (events === null ? [] : [events]));
  return [
    { group: GROUP, topic: first, number: 0 },
    ...others.map((events) => {
      const topic = eventTopic(events);
      const group = GROUP + topic.name.slice(first.name.length);
      return { group, topic, number: events.number };
    }),
  ];
}
