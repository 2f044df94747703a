import { readFileSync } from 'node:fs';
import { FreshetError } from '@freshet/runtime';
import type { RootDatabase } from 'lmdb';

const OWNER = 'process';

interface Owner {
  readonly pid: number;
  /** Tells a process from a later one with the same id; empty where the system does not say. */
  readonly started: string;
}

/**
 * Writes this process down as the environment's owner, inside a write transaction: LMDB's lock is
 * the arbiter between two that start at once. An owner that ended without giving it back is
 * recognised, so a crash leaves nothing to clean up.
 * @returns what gives it back.
 * @throws FreshetError DATA_DIR_IN_USE.
 */
export function claim(environment: RootDatabase<Buffer>, dir: string): () => void {
  const owners = environment.openDB<Owner, string>('owner', { encoding: 'json' });
  const self: Owner = { pid: process.pid, started: startOf(process.pid) ?? '' };
  environment.transactionSync(() => {
    const owner = owners.get(OWNER);
    if (owner !== undefined && owner.pid !== self.pid && lives(owner)) {
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

function lives({ pid, started }: Owner): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, under another user.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const start = startOf(pid);
  return start === undefined || started === '' || start === started;
}

/** Start of a process in clock ticks since boot (proc(5), `stat` field 22); undefined if not Linux. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the command in brackets and may itself hold spaces and brackets.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
