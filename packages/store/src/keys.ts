import { itemKey, type ProfileId, partitionOf, profileKey } from '@freshet/events';
import { GROUPS } from './groups.ts';
import type { StateRef } from './store.ts';

/** Seconds after its last signal when the store may drop an item's state. */
export const ITEM_IDLE_S = 365 * 86_400;

/** Seconds after its last outcome when the store may drop a cell's figures. */
export const FIGURES_IDLE_S = 5 * 365 * 86_400;

/** Days that what was counted at places is kept day by day. */
export const FIGURES_DAYS_KEPT = 100;

/** Seconds after its last sample when the store may drop a site's ranker. */
export const RANKER_IDLE_S = 365 * 86_400;

export interface StateSpace {
  readonly namespace: string;
  /** Partitions of the keyed topics. */
  readonly partitions: number;
}

/** A profile: written by profiles, read by the API; kept while it is not idle for PROFILE_IDLE_MS. */
export function profileRef(space: StateSpace, id: ProfileId): StateRef {
  return ref(space, GROUPS.profiles, profileKey(id));
}

/** An item's state: written by items, read by the API; kept while it is seen within ITEM_IDLE_S. */
export function itemRef(space: StateSpace, site: string, itemId: string): StateRef {
  return ref(space, GROUPS.items, itemKey(site, itemId));
}

/** What is known of a visitor to attribute what they do: written by attribution, read by the API. */
export function visitorRef(space: StateSpace, id: ProfileId): StateRef {
  return ref(space, GROUPS.attribution, profileKey(id));
}

/** A cell's figures: written by figures; readers follow `attribution.figures`. */
export function figuresRef(space: StateSpace, cell: string): StateRef {
  return ref(space, GROUPS.figures, cell);
}

/** What was counted at places on one day: written by figures, read by the API; each partition has its part. */
export function figuresDayRefs(
  { namespace, partitions }: StateSpace,
  key: string,
): readonly StateRef[] {
  return Array.from({ length: partitions }, (_, partition) => {
    return { partition: { namespace, group: GROUPS.figures, partition, partitions }, key };
  });
}

/** A site's ranker: written by ranker, whose one partition holds all. */
export function rankerRef(namespace: string, site: string): StateRef {
  return {
    partition: { namespace, group: GROUPS.ranker, partition: 0, partitions: 1 },
    key: site,
  };
}

function ref({ namespace, partitions }: StateSpace, group: string, key: string): StateRef {
  return {
    partition: { namespace, group, partition: partitionOf(key, partitions), partitions },
    key,
  };
}
