import { timingSafeEqual } from 'node:crypto';
import { endOf, type KeyRecord } from './key-record.ts';
import { hashOfSecret, parseKey } from './key-text.ts';

/** Compared with where no key has the id, so that an answer takes as long. */
const nobody = hashOfSecret('');

/**
 * The keys there are, by id. A key is hashed each time that it comes: that takes 0.8 µs, and a cache of
 * verdicts would have to be told of every change, and would compare secrets as a map does.
 */
export class KeyRing {
  readonly #byId: ReadonlyMap<string, KeyRecord>;

  constructor(keys: readonly KeyRecord[]) {
    this.#byId = new Map(keys.map((key) => [key.id, key]));
  }

  get size(): number {
    return this.#byId.size;
  }

  /** The key that `text` is; undefined alike for one that is malformed, unknown, revoked or expired. */
  find(text: string, now: number): KeyRecord | undefined {
    const parts = parseKey(text);
    const key = parts && this.#byId.get(parts.id);
    const isSame = timingSafeEqual(hashOfSecret(parts?.secret ?? ''), key?.hash ?? nobody);
    if (!isSame || key === undefined || key.kind !== parts!.kind) return undefined;
    return endOf(key, now) === undefined ? key : undefined;
  }
}
