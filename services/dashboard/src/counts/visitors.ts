/** Registers of the sketch: a standard error of 1.04 / √2048 = 2.3 %. */
const INDEX_BITS = 11;
const REGISTERS = 2 ** INDEX_BITS;
/** What is left of a 48-bit hash to look for zeros in. */
const RANK_BITS = 48 - INDEX_BITS;
/** So many visitors are kept one by one, and so counted exactly. */
const EXACT_MAX = 128;
const HASH_BYTES = 6;

/**
 * How many different visitors there were, by 48-bit hashes that are spread evenly: exactly while they
 * are few, then by HyperLogLog, whose registers are the highest rank seen. Sets of disjoint or
 * overlapping events merge into what one set of all of them would be.
 */
export class Visitors {
  #hashes: Set<number> | undefined = new Set();
  #registers: Uint8Array | undefined;

  static decode(bytes: Uint8Array): Visitors {
    const visitors = new Visitors();
    if (bytes.length === REGISTERS) {
      visitors.#hashes = undefined;
      visitors.#registers = Uint8Array.from(bytes);
      return visitors;
    }
    const column = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let i = 0; i < column.length; i += HASH_BYTES)
      visitors.add(column.readUIntLE(i, HASH_BYTES));
    return visitors;
  }

  /** The hashes, six bytes each and at most 768 bytes, or else the 2048 registers. */
  encode(): Buffer {
    if (this.#hashes === undefined) return Buffer.from(this.#registers!);
    const column = Buffer.allocUnsafe(this.#hashes.size * HASH_BYTES);
    let at = 0;
    for (const hash of this.#hashes) at = column.writeUIntLE(hash, at, HASH_BYTES);
    return column;
  }

  add(hash: number): void {
    if (this.#hashes === undefined) return this.#raise(hash);
    this.#hashes.add(hash);
    if (this.#hashes.size > EXACT_MAX) this.#giveUpHashes();
  }

  merge(other: Visitors): void {
    if (other.#hashes !== undefined) {
      for (const hash of other.#hashes) this.add(hash);
      return;
    }
    if (this.#hashes !== undefined) this.#giveUpHashes();
    const [own, theirs] = [this.#registers!, other.#registers!];
    for (let i = 0; i < REGISTERS; i++) if (theirs[i]! > own[i]!) own[i] = theirs[i]!;
  }

  get count(): number {
    return this.#hashes?.size ?? Math.round(estimate(this.#registers!));
  }

  #giveUpHashes(): void {
    const hashes = this.#hashes!;
    this.#hashes = undefined;
    this.#registers = new Uint8Array(REGISTERS);
    for (const hash of hashes) this.#raise(hash);
  }

  #raise(hash: number): void {
    const registers = this.#registers!;
    const index = hash % REGISTERS;
    const rank = rankOf((hash - index) / REGISTERS);
    if (rank > registers[index]!) registers[index] = rank;
  }
}

/** Place of the highest bit that is set, counted from 1 at the left; one more where none is. */
function rankOf(bits: number): number {
  const high = Math.floor(bits / 2 ** 32);
  // Of the 37 bits five lie above the lower 32, so 27 of the upper word's leading zeros are not theirs.
  if (high > 0) return Math.clz32(high) - (64 - RANK_BITS) + 1;
  return RANK_BITS - 32 + Math.clz32(bits % 2 ** 32) + 1;
}

/** Ertl's estimator (arXiv 1702.01284, algorithm 6): unbiased from the smallest to the largest sets. */
function estimate(registers: Uint8Array): number {
  const histogram = new Float64Array(RANK_BITS + 2);
  for (const rank of registers) histogram[rank]!++;
  let z = REGISTERS * tau(1 - histogram[RANK_BITS + 1]! / REGISTERS);
  for (let rank = RANK_BITS; rank >= 1; rank--) z = (z + histogram[rank]!) / 2;
  z += REGISTERS * sigma(histogram[0]! / REGISTERS);
  return (REGISTERS * REGISTERS) / (2 * Math.LN2 * z);
}

function sigma(share: number): number {
  if (share === 1) return Infinity;
  let [x, y, z] = [share, 1, share];
  for (let before = -1; z !== before; y += y) {
    x *= x;
    before = z;
    z += x * y;
  }
  return z;
}

function tau(share: number): number {
  if (share === 0 || share === 1) return 0;
  let [x, y, z] = [share, 1, 1 - share];
  for (let before = -1; z !== before; ) {
    x = Math.sqrt(x);
    before = z;
    y /= 2;
    z -= (1 - x) ** 2 * y;
  }
  return z / 3;
}
