import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** How often the place is written down, in ms; after a crash so much is sent again. */
const SAVE_INTERVAL_MS = 1000;

/** Where a replay stands, kept in a file so that an interrupted one goes on there. */
export interface Checkpoint {
  /** The row to go on at; undefined if this file was not under way to this URL. */
  load(): Promise<number | undefined>;
  /** `row`: the lowest one that is not yet answered. */
  save(row: number): Promise<void>;
  /** The replay is through: the next one starts anew. */
  remove(): Promise<void>;
}

export function createCheckpoint(dataDir: string, source: string, url: string): Checkpoint {
  const path = join(dataDir, `replay-${source}.json`);
  return {
    async load() {
      const saved = await readSaved(path);
      return saved?.url === url && Number.isSafeInteger(saved.row) ? saved.row : undefined;
    },
    async save(row) {
      await mkdir(dirname(path), { recursive: true });
      // Written beside and renamed, so that a crash leaves the old one or the new one.
      await writeFile(`${path}.new`, JSON.stringify({ url, row }));
      await rename(`${path}.new`, path);
    },
    remove: () => rm(path, { force: true }),
  };
}

/** Saves the place again and again; the returned function ends that and saves it a last time. */
export function saveRegularly(checkpoint: Checkpoint, place: () => number): () => Promise<void> {
  let saving = Promise.resolve();
  const timer = setInterval(() => {
    // A failed save costs rows sent twice after a crash; the last one tells.
    saving = checkpoint.save(place()).catch(() => {});
  }, SAVE_INTERVAL_MS);
  return async function stop() {
    clearInterval(timer);
    await saving;
    await checkpoint.save(place());
  };
}

async function readSaved(path: string): Promise<{ url?: string; row?: number } | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as { url?: string; row?: number };
  } catch {
    // Missing, or not ours: sending rows again changes nothing, so the start is always right.
    return undefined;
  }
}
