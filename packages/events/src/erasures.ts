import { createCodec } from './codec.ts';
import { version } from './schema-version.ts';

/** That somebody asked to be forgotten, as it lies in `privacy.erasures`: without saying who. */
export interface Erasure {
  /** Of the erasure, and of the `erase` event that goes with it. */
  readonly id: string;
  /** Keyed hash of the profile's key: tells that a record is theirs to who holds the key, nothing else. */
  readonly pseudonym: Buffer;
  /** Epoch ms: what was received up to then is to be forgotten. */
  readonly at: number;
}

export const erasureCodec = createCodec<Erasure>('erasure', [version(80, 'erasure.1')]);

/** What is left in a log of a record whose bytes were taken out: it keeps the offset, and says nothing. */
const REMNANT = Buffer.of(0xff, 0x65);

export const remnant = (): Buffer => Buffer.from(REMNANT);

export const isRemnant = (value: Uint8Array | null): boolean =>
  value !== null && REMNANT.equals(value);
