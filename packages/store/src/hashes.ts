/** Bytes of one 48-bit hash (`hash48` of `@freshet/recommend`) in a column of them. */
export const HASH_BYTES = 6;

/** Writes the i-th hash of a column. */
export function writeHash(column: Buffer, i: number, hash: number): void {
  column.writeUIntLE(hash, HASH_BYTES * i, HASH_BYTES);
}

/** The i-th hash of a column. */
export function readHash(column: Buffer, i: number): number {
  return column.readUIntLE(HASH_BYTES * i, HASH_BYTES);
}

export function packHashes(hashes: readonly number[]): Buffer {
  const column = Buffer.allocUnsafe(HASH_BYTES * hashes.length);
  for (let i = 0; i < hashes.length; i++) writeHash(column, i, hashes[i]!);
  return column;
}

export function unpackHashes(column: Buffer): number[] {
  return Array.from(new HashColumn().read(column));
}

/** Room to read one packed column after another. */
export class HashColumn {
  #hashes = new Float64Array(0);

  /** Holds until the next call. Byte by byte: several times faster than Buffer's own reading. */
  read(packed: Buffer): Float64Array {
    const count = packed.length / HASH_BYTES;
    if (count > this.#hashes.length) this.#hashes = new Float64Array(count);
    const hashes = this.#hashes;
    for (let i = 0, at = 0; i < count; i++, at += HASH_BYTES) {
      const high = packed[at + 4]! | (packed[at + 5]! << 8);
      const middle = packed[at + 2]! | (packed[at + 3]! << 8);
      const low = packed[at]! | (packed[at + 1]! << 8);
      hashes[i] = high * 2 ** 32 + middle * 2 ** 16 + low;
    }
    return hashes.subarray(0, count);
  }
}
