import type { Database } from 'lmdb';

/** Values removed in one transaction: a few ms of work, since it holds up the event loop. */
const REMOVED_MAX = 1_000;

/** Removes every value of a range of keys, one transaction after another. */
export async function removeRange(
  database: Database<Buffer, Buffer>,
  range: { readonly start: Buffer; readonly end: Buffer },
): Promise<void> {
  for (;;) {
    const removed = await database.transaction(() => {
      // Collected first: removing under an open cursor would move it.
      const keys = [...database.getKeys({ ...range, limit: REMOVED_MAX })];
      for (const key of keys) database.removeSync(key);
      return keys.length;
    });
    if (removed < REMOVED_MAX) return;
  }
}
