import { type Namespace, type NamespaceTopics, namespaceTopics } from '@freshet/events';
import type { Logger, Registry } from '@freshet/runtime';
import type { Deployment } from '@freshet/recommend';
import { GROUPS, type Store } from '@freshet/store';
import {
  createProcessorMetrics,
  type Log,
  type Namespaces,
  type Processor,
  runProcessor,
  type Signer,
} from '@freshet/stream';
import type { Tracing } from '@freshet/tracing';
import { unknownAnswers } from './attribution/unknown-answers.ts';
import { type FedNamespace, feedNamespaces } from './fed-namespaces.ts';
import { startMirrors } from './mirrors.ts';
import { startProbe } from './freshness-probe.ts';
import { type Group, groups, processors } from './processors/processors.ts';
import { sampleCounts } from './ranking/sample-counts.ts';
import { type OpenSampler, openSampler, type Sampling } from './sampling/open-sampler.ts';
import { SampleBudget } from './sampling/sample-budget.ts';

export interface WorkerOptions {
  readonly log: Log;
  readonly store: Store;
  /** Which namespaces to feed. */
  readonly namespaces: Namespaces;
  readonly deployment: Deployment;
  /** Knows the answers that were given by the ids that come back. */
  readonly signer: Signer;
  readonly registry: Registry;
  readonly logger: Logger;
  readonly clock: () => number;
  /** Decoded profiles and items kept in memory, each, for each namespace. */
  readonly cacheKeysMax: number;
  /** Without it the ranker gets no samples from this worker. */
  readonly sampling?: Sampling | undefined;
  /** Without it nothing is traced here. */
  readonly tracing?: Tracing | undefined;
  onFatal(error: Error): void;
}

export interface Worker {
  /** Partitions that this worker holds, by consumer group. */
  readonly assigned: Readonly<Record<string, readonly number[]>>;
  close(): Promise<void>;
}

/** Runs every consumer in this thread; further workers share the partitions with it. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const [processing, ...others] = await Promise.all([
    startProcessors(groups, options),
    startProbe(options),
    startMirrors(options),
  ]);
  return {
    get assigned() {
      return processing.assigned;
    },
    async close() {
      await Promise.all([processing, ...others].map((part) => part.close()));
    },
  };
}

/** Runs these processors in every namespace that is fed, as operators add and drop them. */
export async function startProcessors(
  wanted: readonly Group[],
  options: WorkerOptions,
): Promise<Worker> {
  const { registry, deployment, signer, sampling } = options;
  const metrics = createProcessorMetrics(registry);
  const countSample = wanted.includes(GROUPS.ranker) ? sampleCounts(registry) : () => {};
  const countUnknown = wanted.includes(GROUPS.attribution) ? unknownAnswers(registry) : () => {};
  const budget = new SampleBudget(sampling?.perS ?? 0, options.clock);

  async function start(namespace: Namespace): Promise<FedNamespace> {
    const topics = namespaceTopics(namespace);
    await options.log.admin.ensureTopics(Object.values(topics));
    const opened = await startSampling(namespace, topics);
    const runtime = { ...options, namespace, metrics };
    const sampler = opened?.sampler;
    const context = { deployment, namespace, topics, sampler, countSample, signer, countUnknown };
    const starting = wanted.map((group) => {
      // The runner keeps each processor's types to itself.
      const processor = processors[group](context);
      return runProcessor(processor as Processor<never, unknown, never>, runtime);
    });
    async function close(): Promise<void> {
      const started = await Promise.allSettled(starting);
      await Promise.all(
        started.flatMap((one) => (one.status === 'fulfilled' ? [one.value.close()] : [])),
      );
      await opened?.close();
    }
    try {
      return { processors: await Promise.all(starting), close };
    } catch (error) {
      await close();
      throw error;
    }
  }

  async function startSampling(
    namespace: Namespace,
    topics: NamespaceTopics,
  ): Promise<OpenSampler | undefined> {
    if (sampling === undefined || !wanted.includes(GROUPS.profiles)) return undefined;
    return openSampler({ ...options, namespace, topics, sampling, budget });
  }

  const fed = await feedNamespaces({ ...options, start });
  return {
    get assigned() {
      return Object.fromEntries(fed.running.map(({ group, assigned }) => [group, assigned]));
    },
    close: () => fed.close(),
  };
}
