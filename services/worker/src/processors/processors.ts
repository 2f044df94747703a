import type { Namespace, NamespaceTopics, RecommIdSigner } from '@freshet/events';
import type { Deployment } from '@freshet/recommend';
import { GROUPS } from '@freshet/store';
import type { Outcome } from '../ranking/schooling.ts';
import type { Sampler } from '../sampling/sampler.ts';
import { createAttributionProcessor } from './attribution.ts';
import { createFiguresProcessor } from './figures.ts';
import { createItemsProcessor } from './items.ts';
import { createProfilesProcessor } from './profiles.ts';
import { createRankerProcessor } from './ranker.ts';

/** What the processors of a namespace are made with. */
export interface ProcessorContext {
  readonly deployment: Deployment;
  readonly namespace: Namespace;
  /** Those of the namespace. */
  readonly topics: NamespaceTopics;
  /** Without one the ranker gets no samples from here. */
  readonly sampler: Sampler | undefined;
  /** Told what became of each sample. */
  countSample(outcome: Outcome): void;
  /** Tells whether a `recommId` was given here. */
  readonly signer: RecommIdSigner;
  /** Told of each one that was not. */
  countUnknown(): void;
}

/** Every processor, by its consumer group; one runs in each namespace. */
export const processors = {
  [GROUPS.profiles]: ({ deployment, topics, sampler, namespace }) =>
    createProfilesProcessor(deployment, topics, namespace, sampler),
  [GROUPS.items]: ({ deployment, topics }) => createItemsProcessor(deployment, topics),
  [GROUPS.ranker]: ({ topics, countSample }) => createRankerProcessor(topics, countSample),
  [GROUPS.attribution]: ({ topics, namespace, signer, countUnknown }) =>
    createAttributionProcessor({ topics, namespace, signer, countUnknown }),
  [GROUPS.figures]: ({ topics }) => createFiguresProcessor(topics),
} satisfies Record<string, (context: ProcessorContext) => unknown>;

export type Group = keyof typeof processors;
export const groups = Object.keys(processors) as readonly Group[];
