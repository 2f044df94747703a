import type { NamespaceTopics } from '@freshet/events';
import type { Deployment } from '@freshet/recommend';
import { GROUPS } from '@freshet/store';
import { createItemsProcessor } from './items.ts';
import { createProfilesProcessor } from './profiles.ts';

/** Every processor, by its consumer group; one runs in each namespace, with the topics it has there. */
export const processors = {
  [GROUPS.profiles]: createProfilesProcessor,
  [GROUPS.items]: createItemsProcessor,
} satisfies Record<string, (deployment: Deployment, topics: NamespaceTopics) => unknown>;

export type Group = keyof typeof processors;
export const groups = Object.keys(processors) as readonly Group[];
