import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning, ownIdentity, type ProcessIdentity } from '@freshet/runtime';
import { inUse } from './failures.ts';

const OWNER = 'owner.json';

/**
 * Writes this process down as the journal folder's owner: two processes would drain one another's
 * events. An owner that ended without giving it back is recognised, so a crash leaves nothing to
 * clean up. Processes in containers of their own cannot see each other: give each its own folder.
 * @returns what gives it back.
 * @throws FreshetError JOURNAL_IN_USE.
 */
export function claimFolder(dir: string): () => void {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, OWNER);
  const own = join(dir, `${OWNER}.${process.pid}`);
  writeFileSync(own, JSON.stringify(ownIdentity()));
  try {
    if (!linked(own, path)) {
      takeFromTheDead(dir, path);
      if (!linked(own, path)) throw inUse(dir, readOwner(path)?.pid ?? 0);
    }
  } finally {
    rmSync(own, { force: true });
  }
  return () => rmSync(path, { force: true });
}

/** A link comes into being with its content, or not at all where there is one. */
function linked(own: string, path: string): boolean {
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function takeFromTheDead(dir: string, path: string): void {
  const owner = readOwner(path);
  if (owner !== undefined && owner.pid !== process.pid && isRunning(owner)) {
    throw inUse(dir, owner.pid);
  }
  const aside = `${path}.${process.pid}.ended`;
  renameSync(path, aside);
  const moved = readOwner(aside);
  if (moved?.pid !== owner?.pid || moved?.started !== owner?.started) {
    // Another process took it between the two reads.
    renameSync(aside, path);
    throw inUse(dir, moved?.pid ?? 0);
  }
  rmSync(aside);
}

/** undefined when a power cut left no readable one. */
function readOwner(path: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ProcessIdentity;
  } catch {
    return undefined;
  }
}
