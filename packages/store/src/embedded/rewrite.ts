import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { open, type RootDatabase } from 'lmdb';
import { MAP_BYTES, openEnvironment, DATABASES_MAX } from './environment.ts';
import { DATA_FILE } from './file-format.ts';

/** Entries of one transaction of the copy. */
const ENTRIES_MAX = 10_000;
const OWED = 'rewrite';
/** Of what the copy is for, and of who has the folder open; neither belongs into it. */
const LEFT_OUT = new Set(['upkeep', 'owner']);

/**
 * Notes that free pages of the environment's file, and free room in pages that are used, hold what must
 * not be kept; LMDB never clears them, nor does its own compacting copy. The next start writes the file anew.
 */
export async function oweRewrite(environment: RootDatabase<Buffer>): Promise<void> {
  const upkeep = environment.openDB<string, string>('upkeep', { encoding: 'string' });
  if (upkeep.get(OWED) !== undefined) return;
  await upkeep.put(OWED, 'owed');
}

/**
 * Writes the file of a folder anew if that is owed, entry by entry, so that nothing is in it but what can
 * be read. Takes room for as much again, and about a second for 300,000 entries. A crash meanwhile leaves
 * the old file; answers whether there was anything to do.
 * @throws FreshetError DATA_DIR_IN_USE; Error of the file system.
 */
export async function rewriteIfOwed(dir: string): Promise<boolean> {
  const beside = join(dir, 'rewrite');
  const environment = openEnvironment(dir);
  try {
    rmSync(beside, { recursive: true, force: true });
    const upkeep = environment.openDB<string, string>('upkeep', { encoding: 'string' });
    if (upkeep.get(OWED) === undefined) return false;
    await copy(environment, beside);
    renameSync(join(beside, DATA_FILE), join(dir, DATA_FILE));
    return true;
  } finally {
    // It holds the old file, and with it the folder, until here.
    await environment.close();
    rmSync(beside, { recursive: true, force: true });
  }
}

async function copy(from: RootDatabase<Buffer>, dir: string): Promise<void> {
  const to = open<Buffer>({
    path: dir,
    noSubdir: false,
    encoding: 'binary',
    mapSize: MAP_BYTES,
    maxDbs: DATABASES_MAX,
    // Otherwise pages hold what the memory they were made of held.
    noMemInit: false,
    eventTurnBatching: false,
  });
  for (const name of [...from.getKeys()] as string[]) {
    if (!LEFT_OUT.has(name)) await copyDatabase(name, from, to);
  }
  await to.flushed;
  await to.close();
}

async function copyDatabase(
  name: string,
  from: RootDatabase<Buffer>,
  to: RootDatabase<Buffer>,
): Promise<void> {
  const raw = { encoding: 'binary', keyEncoding: 'binary' } as const;
  const source = from.openDB<Buffer, Buffer>({ name, ...raw, cache: false });
  const target = to.openDB<Buffer, Buffer>({ name, ...raw });
  let after: Buffer | undefined;
  for (;;) {
    const range = source.getRange({
      ...(after !== undefined && { start: after, exclusiveStart: true }),
      limit: ENTRIES_MAX,
    });
    const entries = [...range].map(({ key, value }) => ({ key: Buffer.from(key), value }));
    await target.transaction(() => {
      for (const { key, value } of entries) target.putSync(key, value);
    });
    if (entries.length < ENTRIES_MAX) return;
    after = entries.at(-1)!.key;
  }
}
