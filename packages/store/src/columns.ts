/** Ids never hold control characters (ingest refuses them), so a newline can part them. */
export function joinIds(ids: readonly string[]): string {
  return ids.join('\n');
}

export function splitIds(joined: string): string[] {
  return joined === '' ? [] : joined.split('\n');
}

/** Written one by one: for a few numbers a typed array costs more than all of them. */
export function packFloat64(values: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(values.length * Float64Array.BYTES_PER_ELEMENT);
  for (let i = 0; i < values.length; i++) bytes.writeDoubleLE(values[i]!, i * 8);
  return bytes;
}

export function unpackFloat64(bytes: Buffer): number[] {
  return Array.from(new Float64Array(aligned(bytes)));
}

/** As many texts as `count` says: none and one that is empty look alike when joined. */
export function splitTexts(joined: string, count: number): string[] {
  return count === 0 ? [] : joined.split('\n');
}

export function packUint16(values: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(values.length * Uint16Array.BYTES_PER_ELEMENT);
  for (let i = 0; i < values.length; i++) bytes.writeUInt16LE(values[i]!, i * 2);
  return bytes;
}

export function unpackUint16(bytes: Buffer): number[] {
  return Array.from(new Uint16Array(aligned(bytes)));
}

export function packFloat32(values: readonly number[]): Buffer {
  return Buffer.from(new Float32Array(values).buffer);
}

export function unpackFloat32(bytes: Buffer): number[] {
  return Array.from(new Float32Array(aligned(bytes)));
}

/** Room to read one packed column after another. */
export class Float32Column {
  #floats = new Float32Array(0);
  #bytes = new Uint8Array(0);

  /** Holds until the next call. */
  read(packed: Buffer): Float32Array {
    if (packed.length > this.#bytes.length) {
      this.#bytes = new Uint8Array(packed.length);
      this.#floats = new Float32Array(this.#bytes.buffer);
    }
    this.#bytes.set(packed);
    return this.#floats.subarray(0, packed.length / Float32Array.BYTES_PER_ELEMENT);
  }
}

/** A typed array needs its bytes at an aligned offset; a slice of a record seldom is. */
function aligned(bytes: Buffer): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
}
