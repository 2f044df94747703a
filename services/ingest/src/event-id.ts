import { randomUUID } from 'node:crypto';

let newest = { epochMs: -1, prefix: '' };

/**
 * The id of an event that came without one: a UUIDv7 (RFC 9562 §5.7), which sorts by the time it was
 * taken. Its random bits are those of a version 4, which Node draws many at a time.
 */
export function newEventId(epochMs: number): string {
  if (newest.epochMs !== epochMs) {
    const time = epochMs.toString(16).padStart(12, '0');
    newest = { epochMs, prefix: `${time.slice(0, 8)}-${time.slice(8)}-7` };
  }
  return newest.prefix + randomUUID().slice(15);
}
