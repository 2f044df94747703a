/** A record's key as it lies in the log; texts as UTF-8. */
export function bytesOf(key: string | Uint8Array | null | undefined): Buffer | null {
  if (key === null || key === undefined) return null;
  if (typeof key === 'string') return Buffer.from(key);
  return Buffer.from(key.buffer, key.byteOffset, key.byteLength);
}
