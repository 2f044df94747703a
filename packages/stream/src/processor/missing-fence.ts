import { FreshetError } from '@freshet/runtime';
import type { StatePartition } from '@freshet/store';
import { REBUILD_COMMAND } from './rebuild-command.ts';

/** State key written with a partition's first fence, to tell a lost fence from a new partition. */
export const BEGUN_KEY = '\u0000begun';

/**
 * Beside a missing fence there must be no state: how much of the log is in it cannot be known, so
 * going on from anywhere would lose events or count them twice.
 * @throws FreshetError STORE_FENCE_MISSING with the command that mends it.
 */
export function checkNothingIsThere(
  { namespace, group, partition }: StatePartition,
  values: readonly (Uint8Array | undefined)[],
): void {
  if (values.every((value) => value === undefined)) return;
  throw new FreshetError(
    'STORE_FENCE_MISSING',
    `The store holds state of group ${group}, partition ${partition}, in namespace ${namespace}, but ` +
      `not the fence that says how much of the log is in it. Rebuild beside it and go over: ${REBUILD_COMMAND}.`,
    { namespace, group, partition },
  );
}
