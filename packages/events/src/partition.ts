/**
 * The partition of a key, as every Kafka client computes it: murmur2 of its UTF-8 bytes, sign
 * dropped, modulo the count (Kafka's `Utils.murmur2`).
 */
export function partitionOf(key: string | Uint8Array, partitions: number): number {
  const length = typeof key === 'string' ? encodeToScratch(key) : undefined;
  const hash = length === undefined ? murmur2(bytesOf(key)) : murmur2(scratch, length);
  return (hash & 0x7fffffff) % partitions;
}

/** Most keys fit here: hashing them allocates nothing. */
const scratch = new Uint8Array(1024);
const encoder = new TextEncoder();

/** Bytes written, or undefined when the key may not fit (UTF-8 takes at most 3 bytes a unit). */
function encodeToScratch(key: string): number | undefined {
  if (key.length * 3 > scratch.length) return undefined;
  return encoder.encodeInto(key, scratch).written;
}

function bytesOf(key: string | Uint8Array): Uint8Array {
  return typeof key === 'string' ? Buffer.from(key) : key;
}

const SEED = 0x9747b28c;
const M = 0x5bd1e995;

function murmur2(data: Uint8Array, length = data.length): number {
  const whole = length & ~3;
  let h = SEED ^ length;
  for (let i = 0; i < whole; i += 4) {
    let k = data[i]! | (data[i + 1]! << 8) | (data[i + 2]! << 16) | (data[i + 3]! << 24);
    k = Math.imul(k, M);
    k = Math.imul(k ^ (k >>> 24), M);
    h = Math.imul(h, M) ^ k;
  }
  if (length > whole) {
    for (let i = length - 1; i >= whole; i--) h ^= data[i]! << (8 * (i - whole));
    h = Math.imul(h, M);
  }
  h = Math.imul(h ^ (h >>> 13), M);
  return h ^ (h >>> 15);
}
