import type { StateRef } from '@freshet/store';
import { TYPES_GROUP } from '../quality/types-processor.ts';
import { ROLLUPS_GROUP } from './rollups-processor.ts';

/**
 * Whose state the back office's is. No namespace that operators make can have this name, so none of
 * them takes the history of years along when it is dropped.
 */
export const STATE_NAMESPACE = 'back_office';

/** Where a cell lies. */
export function cellRef(key: string): StateRef {
  return refOf(ROLLUPS_GROUP, key);
}

/** Where lies what is known of the types of a site. */
export function typesRef(site: string): StateRef {
  return refOf(TYPES_GROUP, site);
}

/** What is read of dashboard.acts is one partition's state. */
function refOf(group: string, key: string): StateRef {
  const partition = { namespace: STATE_NAMESPACE, group, partition: 0, partitions: 1 };
  return { partition, key };
}
