import type { StateRef } from '@freshet/store';
import { ROLLUPS_GROUP } from './rollups-processor.ts';

/**
 * Whose state the back office's is. No namespace that operators make can have this name, so none of
 * them takes the history of years along when it is dropped.
 */
export const STATE_NAMESPACE = 'back_office';

/** Where a cell lies. */
export function cellRef(key: string): StateRef {
  const partition = {
    namespace: STATE_NAMESPACE,
    group: ROLLUPS_GROUP,
    partition: 0,
    partitions: 1,
  };
  return { partition, key };
}
