import { type Topic, topics } from './topics.ts';

/** The namespace that a deployment begins with; its topics and groups carry no suffix. */
export const FIRST_NAMESPACE = 'main';
/** A namespace's name is part of topic, group and state names. */
export const NAMESPACE_PATTERN = '^[a-z0-9][a-z0-9-]{0,31}$';

export interface DerivedTopics {
  readonly itemSignals: Topic;
  readonly itemStats: Topic;
}

/** The topics that the processors of a namespace write: its own, since they repeat what others said. */
export function derivedTopics(namespace: string): DerivedTopics {
  return {
    itemSignals: { ...topics.itemSignals, name: inNamespace(topics.itemSignals.name, namespace) },
    itemStats: { ...topics.itemStats, name: inNamespace(topics.itemStats.name, namespace) },
  };
}

/** Name of a processor's consumer group, or of a topic it writes, in a namespace. */
export function inNamespace(name: string, namespace: string): string {
  return namespace === FIRST_NAMESPACE ? name : `${name}.${namespace}`;
}

/** One independent set of state and derived topics, computed from `behaviour.events`. */
export interface Namespace {
  name: string;
  /** Offset in each partition of `behaviour.events` at which it begins; without one, 0. */
  from: number[];
  /** Offset in each partition before which it ends; null: it follows the log for ever. */
  to: number[] | null;
  /** Epoch ms. */
  createdAt: number;
}

/** What operators have decided, whole, as it lies in `deployment.namespaces`. */
export interface NamespacePlan {
  /** One above the plan it was made from; of two plans with one revision the first in the log holds. */
  revision: number;
  /** Epoch ms. */
  decidedAt: number;
  /** The namespace that requests are answered from. */
  live: string;
  /** The one that was live before, to go back to; null when there is none or it was dropped. */
  previous: string | null;
  /** All that are kept up to date, the live one among them. */
  namespaces: Namespace[];
  /** Names that were used and are not given again: a late writer may still know them. */
  dropped: string[];
}
