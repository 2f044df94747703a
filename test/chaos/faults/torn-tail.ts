import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeEntry } from '../../../services/ingest/src/journal/entry.ts';
import { decodeFrame } from '../../../services/ingest/src/journal/frame.ts';
import { segmentNumber } from '../../../services/ingest/src/journal/segment.ts';

export interface Tear {
  /** Whether a client has an answer for this message. */
  isKnown(id: string): boolean;
  /** How much is left of what nobody has an answer for, in [0, 1). */
  readonly share: number;
}

interface Torn {
  readonly file: string;
  /** Bytes before the tear, before it all, and those up to the last record answered for. */
  readonly keptBytes: number;
  readonly size: number;
  readonly known: number;
}

/**
 * Tears the newest segment of a journal that nobody has open, behind what somebody has an answer for.
 * If that is all of it, a further record is begun and not ended. undefined if nothing is journaled.
 */
export async function tearTail(dir: string, { isKnown, share }: Tear): Promise<Torn | undefined> {
  const names = (await readdir(dir)).filter((name) => segmentNumber(name) !== undefined);
  const newest = names.toSorted().at(-1);
  if (newest === undefined) return undefined;
  const file = join(dir, newest);
  const bytes = await readFile(file);
  const { known, last } = endsOf(bytes, isKnown);
  if (last === undefined) return undefined;
  const tail = known < bytes.length ? bytes.subarray(known) : last;
  const kept = Buffer.concat([
    bytes.subarray(0, known),
    tail.subarray(0, 1 + Math.floor(share * (tail.length - 1))),
  ]);
  await writeFile(file, kept);
  return { file, keptBytes: kept.length, size: bytes.length, known };
}

/** Where the last record ends that is answered for, or says what the log has; and the last record. */
function endsOf(
  bytes: Buffer,
  isKnown: Tear['isKnown'],
): { readonly known: number; readonly last: Buffer | undefined } {
  let known = 0;
  let last: Buffer | undefined;
  for (let offset = 0; ; ) {
    const frame = decodeFrame(bytes, offset);
    if (frame === undefined) return { known, last };
    last = bytes.subarray(offset, offset + frame.length);
    offset += frame.length;
    const entry = decodeEntry(frame);
    const id = 'message' in entry ? entry.message.id : null;
    if (id === null || isKnown(id)) known = offset;
  }
}
