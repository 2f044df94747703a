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
  const hashes: number[] = [];
  const count = column.length / HASH_BYTES;
  for (let i = 0; i < count; i++) hashes.push(readHash(column, i));
  return hashes;
}
