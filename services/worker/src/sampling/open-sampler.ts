import type { Namespace, NamespaceTopics } from '@freshet/events';
import type { Deployment } from '@freshet/recommend';
import type { Logger } from '@freshet/runtime';
import type { Store } from '@freshet/store';
import type { Log } from '@freshet/stream';
import { openItemTables } from '@freshet/tables';
import type { SampleBudget } from './sample-budget.ts';
import { createSampler, type Sampler } from './sampler.ts';

/**
 * How old a neighbour list may be in a sample, in ms: what a second has added changes no lesson, and in
 * a backlog reading the popular ones again and again would cost more than all else.
 */
const LIST_FRESH_MS = 2_000;

/** How the ranker's samples are made. */
export interface Sampling {
  /** Samples a second of this process, in all namespaces. */
  readonly perS: number;
  /** A batch of events waits no longer for its samples, in ms; what is not made by then is left out. */
  readonly waitMsMax: number;
  /** Items whose statistics and catalogue entries are held for it, of each namespace. */
  readonly itemsMax: number;
  /** As answers have it: how many visitors an item needs before it is shown without a catalogue. */
  readonly visitorsMin: number;
}

export interface OpenSamplerOptions {
  readonly namespace: Pick<Namespace, 'name'>;
  readonly topics: NamespaceTopics;
  readonly sampling: Sampling;
  readonly budget: SampleBudget;
  readonly log: Log;
  readonly store: Pick<Store, 'get'>;
  readonly deployment: Deployment;
  readonly logger: Logger;
  readonly onFatal: (error: Error) => void;
}

export interface OpenSampler {
  readonly sampler: Sampler;
  close(): Promise<void>;
}

/** A sampler with item tables of its own; it begins once they have been read whole. */
export async function openSampler(options: OpenSamplerOptions): Promise<OpenSampler> {
  const { namespace, topics, sampling, budget, log, store, deployment } = options;
  const { itemsMax, visitorsMin, waitMsMax } = sampling;
  const tables = await openItemTables({
    ...options,
    namespace: namespace.name,
    itemsMax,
    visitorsMin,
    listFreshMs: LIST_FRESH_MS,
  });
  const sampler = createSampler({
    topic: topics.rankerSamples.name,
    waitMsMax,
    tables,
    store,
    space: {
      namespace: namespace.name,
      partitions: log.admin.partitions(topics.itemSignals.name),
    },
    deployment,
    budget,
  });
  return { sampler, close: () => tables.close() };
}
