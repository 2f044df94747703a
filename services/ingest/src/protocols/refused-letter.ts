import {
  deadLetterCodec,
  INTAKE,
  isIdentifier,
  profileKey,
  refusedRowCodec,
} from '@freshet/events';
import type { Message } from '../message.ts';
import type { Rejection } from '../rejection.ts';
import type { EntryReader, Named } from './entry-reader.ts';

/** Bytes of a refused entry that are kept; of a longer one the beginning. */
const ENTRY_BYTES_MAX = 32 * 1024;
/** Of what its request says beside it; more is not kept, and such an entry cannot be sent again. */
const BESIDE_BYTES_MAX = 8 * 1024;

export interface Refused {
  readonly reader: EntryReader;
  readonly site: string;
  readonly entry: unknown;
  readonly why: Rejection;
  /** Epoch ms. */
  readonly at: number;
}

/**
 * An entry that was refused, as a dead letter: as JSON, under the key of whoever it would have counted for, with
 * the keys of all whom it names, so that it is found and erased with them.
 */
export function refusedLetter({ reader, site, entry, why, at }: Refused): Message {
  const [key] = keysOf(site, reader.profileOf(entry));
  const others = reader.everybodyIn(entry).flatMap((named) => keysOf(site, named));
  const json = JSON.stringify(reader.toKeep === undefined ? entry : reader.toKeep(entry));
  const beside = JSON.stringify(reader.beside);
  const row = refusedRowCodec.encode({
    site,
    owners: [...new Set(key === undefined ? others : [key, ...others])],
    beside: Buffer.byteLength(beside) > BESIDE_BYTES_MAX ? null : beside,
    ...cut(Buffer.from(json)),
  });
  const letter = deadLetterCodec.encode({
    topic: INTAKE,
    partition: 0,
    offset: -1,
    group: reader.protocol,
    step: 'translate',
    code: why.code,
    message: why.pointer === '' ? why.message : `${why.pointer}: ${why.message}`,
    at,
    key: key === undefined ? null : Buffer.from(key),
    value: row,
  });
  return { id: null, key: key ?? '', value: letter, ack: 'all' };
}

/** The user's, if it is one, then the anonymous visitor's. */
function keysOf(site: string, { userId, anonymousId }: Named): string[] {
  const [user, visitor] = [idIn(userId), idIn(anonymousId)];
  return [
    ...(user === undefined ? [] : [profileKey({ site, userId: user, anonymousId: null })]),
    ...(visitor === undefined ? [] : [profileKey({ site, userId: null, anonymousId: visitor })]),
  ];
}

/** An id that somebody can be erased by; a number that stands where one should is taken for it. */
function idIn(value: unknown): string | undefined {
  const id = typeof value === 'number' ? String(value) : value;
  return typeof id === 'string' && isIdentifier(id) ? id : undefined;
}

function cut(row: Buffer): { row: Buffer; isCut: boolean } {
  if (row.length <= ENTRY_BYTES_MAX) return { row, isCut: false };
  let end = ENTRY_BYTES_MAX;
  // Not within a character: what comes after its first byte begins with 10.
  while ((row[end]! & 0xc0) === 0x80) end--;
  return { row: row.subarray(0, end), isCut: true };
}
