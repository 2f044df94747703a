import { createCodec } from './codec.ts';
import { version } from './schema-version.ts';

/** Where an event was written first, or copied from last. */
export interface Origin {
  /** The topic's number. */
  readonly topic: number;
  readonly partition: number;
  readonly offset: number;
}

/** A record of one topic of events in another one: byte for byte, with where it comes from. */
export interface CopiedEvent extends Origin {
  readonly value: Buffer | null;
}

export const copiedEventCodec = createCodec<CopiedEvent>('copied-event', [
  version(14, 'copied-event.1'),
]);

const HEADER = Buffer.of(0, 0, 0, 0, copiedEventCodec.versions[0]!.id);

/**
 * The copy that a record is; undefined for a record that was written where it lies.
 * @throws Undecodable
 */
export function copiedEvent(value: Uint8Array | null): CopiedEvent | undefined {
  if (value === null || !HEADER.equals(value.subarray(0, HEADER.length))) return undefined;
  return copiedEventCodec.decode(value);
}

/** What was written first, without where it comes from. */
export function uncopied(value: Uint8Array | null): Uint8Array | null {
  const copy = copiedEvent(value);
  return copy === undefined ? value : copy.value;
}
