import { FreshetError, isRunning, ownIdentity, type ProcessIdentity } from '@freshet/runtime';
import type { RootDatabase } from 'lmdb';

const OWNER = 'process';

/**
 * Writes this process down as the environment's owner, inside a write transaction: LMDB's lock is
 * the arbiter between two that start at once. An owner that ended without giving it back is
 * recognised, so a crash leaves nothing to clean up.
 * @returns what gives it back.
 * @throws FreshetError DATA_DIR_IN_USE.
 */
export function claim(environment: RootDatabase<Buffer>, dir: string): () => void {
  const owners = environment.openDB<ProcessIdentity, string>('owner', { encoding: 'json' });
  const self = ownIdentity();
  environment.transactionSync(() => {
    const owner = owners.get(OWNER);
    if (owner !== undefined && owner.pid !== self.pid && isRunning(owner)) {
      throw new FreshetError(
        'DATA_DIR_IN_USE',
        `The data directory ${dir} is in use by process ${owner.pid}; stop that process or set DATA_DIR to another directory.`,
        { dir, pid: owner.pid },
      );
    }
    owners.putSync(OWNER, self);
  });
  return () => void owners.removeSync(OWNER);
}

/** The living process that has the environment, of one that was opened to be read. */
export function ownerOf(environment: RootDatabase<Buffer>): number | undefined {
  const owners = environment.openDB<ProcessIdentity, string>('owner', { encoding: 'json' });
  const owner = owners?.get(OWNER);
  return owner !== undefined && isRunning(owner) ? owner.pid : undefined;
}
