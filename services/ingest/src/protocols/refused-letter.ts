import { deadLetterCodec, INTAKE, isIdentifier, profileKey } from '@freshet/events';
import type { Message } from '../message.ts';
import type { Rejection } from '../rejection.ts';

/** Bytes of a refused entry that are kept; of a longer one the beginning. */
const ENTRY_BYTES_MAX = 32 * 1024;

/** Whom an entry names, whatever they are. */
export interface Named {
  readonly userId?: unknown;
  readonly anonymousId?: unknown;
}

export interface RefusedEntry {
  readonly protocol: string;
  readonly site: string;
  readonly entry: unknown;
  readonly named: Named;
  readonly why: Rejection;
  /** Epoch ms. */
  readonly at: number;
}

/**
 * An entry that was refused, as a dead letter: as JSON, under the key of whoever it names, so that it is
 * found and erased with them. It never was in a topic, so it cannot be redriven.
 */
export function refusedLetter({ protocol, site, entry, named, why, at }: RefusedEntry): Message {
  const key = keyOf(site, named);
  const letter = deadLetterCodec.encode({
    topic: INTAKE,
    partition: 0,
    offset: -1,
    group: protocol,
    step: 'translate',
    code: why.code,
    message: why.pointer === '' ? why.message : `${why.pointer}: ${why.message}`,
    at,
    key: key === undefined ? null : Buffer.from(key),
    value: Buffer.from(JSON.stringify(entry)).subarray(0, ENTRY_BYTES_MAX),
  });
  return { id: null, key: key ?? '', value: letter, ack: 'all' };
}

function keyOf(site: string, named: Named): string | undefined {
  const [userId, anonymousId] = [named.userId, named.anonymousId].map((id) =>
    typeof id === 'string' && isIdentifier(id) ? id : null,
  ) as [string | null, string | null];
  return userId === null && anonymousId === null
    ? undefined
    : profileKey({ site, userId, anonymousId });
}
