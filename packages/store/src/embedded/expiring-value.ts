/** Before each value: the second since 1970 from which it is gone, as uint32; 0: never. */
const HEADER_BYTES = 4;

export function withExpiry(value: Uint8Array, ttlS: number | undefined, nowMs: number): Buffer {
  const stored = Buffer.allocUnsafe(HEADER_BYTES + value.byteLength);
  stored.writeUInt32BE(ttlS === undefined ? 0 : Math.ceil(nowMs / 1000) + ttlS, 0);
  stored.set(value, HEADER_BYTES);
  return stored;
}

/** The value, unless its time is over. */
export function unexpired(stored: Buffer | undefined, nowMs: number): Buffer | undefined {
  if (stored === undefined || isExpired(stored, nowMs)) return undefined;
  return stored.subarray(HEADER_BYTES);
}

export function isExpired(stored: Buffer, nowMs: number): boolean {
  const at = stored.readUInt32BE(0);
  return at !== 0 && at * 1000 <= nowMs;
}
