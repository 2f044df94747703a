import { type Topic, topics } from './topics.ts';

/** The namespace that a deployment begins with; its topics and groups carry no suffix. */
export const FIRST_NAMESPACE = 'main';
/** A namespace's name is part of topic, group and state names. */
export const NAMESPACE_PATTERN = '^[a-z0-9][a-z0-9-]{0,31}$';

/** The topics that a namespace reads and writes. */
export interface NamespaceTopics {
  /** What it reads; shared by all namespaces with the same partition count. */
  readonly behaviourEvents: Topic;
  /** Its own, since it repeats what others said. */
  readonly itemSignals: Topic;
  /** Its own. */
  readonly itemStats: Topic;
  /** Its own: what is learned from it is a function of this log. */
  readonly rankerSamples: Topic;
  /** Its own. */
  readonly rankerWeights: Topic;
  /** Its own, since it repeats what others said. */
  readonly attributionOutcomes: Topic;
  /** Its own. */
  readonly attributionFigures: Topic;
}

export function namespaceTopics({
  name,
  events,
}: Pick<Namespace, 'name' | 'events'>): NamespaceTopics {
  const partitions = events?.partitions ?? 'keyed';
  const behaviourEvents = eventTopic(events);
  return {
    behaviourEvents,
    itemSignals: {
      ...topics.itemSignals,
      name: inNamespace(topics.itemSignals.name, name),
      partitions,
      outlives: behaviourEvents.name,
    },
    itemStats: itemStatsTopic(name),
    rankerSamples: {
      ...topics.rankerSamples,
      name: inNamespace(topics.rankerSamples.name, name),
    },
    rankerWeights: rankerWeightsTopic(name),
    attributionOutcomes: {
      ...topics.attributionOutcomes,
      name: inNamespace(topics.attributionOutcomes.name, name),
      partitions,
      outlives: behaviourEvents.name,
    },
    attributionFigures: attributionFiguresTopic(name),
  };
}

/** What a topic of events is declared as; null: the one that the deployment began with. */
export function eventTopic(events: EventTopic | null): Topic {
  if (events === null) return topics.behaviourEvents;
  return { ...topics.behaviourEvents, name: events.name, partitions: events.partitions };
}

export function itemStatsTopic(namespace: string): Topic {
  return { ...topics.itemStats, name: inNamespace(topics.itemStats.name, namespace) };
}

export function rankerWeightsTopic(namespace: string): Topic {
  return { ...topics.rankerWeights, name: inNamespace(topics.rankerWeights.name, namespace) };
}

export function attributionFiguresTopic(namespace: string): Topic {
  const { attributionFigures } = topics;
  return { ...attributionFigures, name: inNamespace(attributionFigures.name, namespace) };
}

/** Name of a processor's consumer group, or of a topic it writes, in a namespace. */
export function inNamespace(name: string, namespace: string): string {
  return namespace === FIRST_NAMESPACE ? name : `${name}.${namespace}`;
}

/** Whether a topic holds events: the one that a deployment began with, or one copied from it. */
export function isEventTopic(name: string): boolean {
  const first = topics.behaviourEvents.name;
  return name === first || name.startsWith(`${first}.`);
}

/** A topic of events beside the first one: the same events under another partition count. */
export interface EventTopic {
  name: string;
  /** Rising, never given again; the first topic is 0. Says where a copied event comes from. */
  number: number;
  partitions: number;
  /** Name of the topic it was copied from. */
  source: string;
}

/** One independent set of state and derived topics, computed from a topic of events. */
export interface Namespace {
  name: string;
  /** Offset in each partition of its events at which it begins; without one, 0. */
  from: number[];
  /** Offset in each partition before which it ends; null: it follows the log for ever. */
  to: number[] | null;
  /** Epoch ms. */
  createdAt: number;
  /** What it reads; null: the topic that the deployment began with. */
  events: EventTopic | null;
}

/** An ingest that may write events. */
export interface IngestStanding {
  id: string;
  /** It has stopped for the cut-over under way: all it gave to the log is there. */
  stopped: boolean;
}

/** Going over to a namespace that reads another topic of events: meanwhile no ingest writes any. */
export interface CutOver {
  to: string;
  /** Of the plan that began it, which tells it from every other. */
  revision: number;
}

/** What operators have decided, whole, as it lies in `deployment.namespaces`. */
export interface NamespacePlan {
  /** One above the plan it was made from; of two plans with one revision the first in the log holds. */
  revision: number;
  /** Epoch ms. */
  decidedAt: number;
  /** The namespace that requests are answered from, and whose topic ingests write to. */
  live: string;
  /** The one that was live before, to go back to; null when there is none or it was dropped. */
  previous: string | null;
  /** All that are kept up to date, the live one among them. */
  namespaces: Namespace[];
  /** Names that were used and are not given again: a late writer may still know them. */
  dropped: string[];
  /** Topics of events made so far, beside the first. */
  eventTopics: number;
  ingests: IngestStanding[];
  cutOver: CutOver | null;
}
