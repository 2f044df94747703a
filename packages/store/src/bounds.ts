import { FreshetError } from '@freshet/runtime';
import { type Change, WRITES_MAX, type Write } from './store.ts';

/** Longest key, in bytes of UTF-8: what an LMDB page can index, with room for what goes before it. */
export const KEY_BYTES_MAX = 1024;
/** All values of one change together, in bytes: more would hold up every other caller of the engine. */
export const CHANGE_BYTES_MAX = 8 * 1024 * 1024;
/** Ten years in seconds. */
export const TTL_S_MAX = 315_360_000;

/**
 * Checks everything an engine could stumble over half-way through a change.
 * @throws FreshetError STORE_WRITE_INVALID naming the write.
 */
export function checkChange({ writes }: Change): void {
  if (writes.length > WRITES_MAX) {
    refuse(`${writes.length} writes in one change; split it into changes of at most ${WRITES_MAX}`);
  }
  const seen = new Set<string>();
  let bytes = 0;
  for (const write of writes) {
    checkKey(write.key, seen);
    checkTtl(write);
    bytes += write.value?.byteLength ?? 0;
  }
  if (bytes > CHANGE_BYTES_MAX) {
    refuse(`values of ${bytes} bytes in one change; at most ${CHANGE_BYTES_MAX} fit, write fewer`);
  }
}

function checkKey(key: string, seen: Set<string>): void {
  const bytes = Buffer.byteLength(key);
  if (bytes > KEY_BYTES_MAX) {
    refuse(`the key "${excerpt(key)}" has ${bytes} bytes; at most ${KEY_BYTES_MAX} are allowed`);
  }
  // Half a surrogate pair becomes U+FFFD in UTF-8, so two such keys would be one in the engine.
  if (/\p{Surrogate}/u.test(key)) {
    refuse(`the key "${excerpt(key)}" is not well-formed Unicode`);
  }
  if (seen.has(key)) refuse(`the key "${excerpt(key)}" is written twice in one change`);
  seen.add(key);
}

function checkTtl({ key, value, ttlS }: Write): void {
  if (ttlS === undefined) return;
  if (value === null) refuse(`the key "${excerpt(key)}" is deleted, so it cannot have a TTL`);
  if (!Number.isInteger(ttlS) || ttlS < 1 || ttlS > TTL_S_MAX) {
    refuse(`the TTL of "${excerpt(key)}" is ${ttlS}; give whole seconds from 1 to ${TTL_S_MAX}`);
  }
}

function excerpt(key: string): string {
  return key.length > 80 ? `${key.slice(0, 80)}…` : key;
}

function refuse(reason: string): never {
  throw new FreshetError('STORE_WRITE_INVALID', `The store refused a change: ${reason}.`);
}
