import avro, { type Type } from 'avsc';

/** Confluent's wire format: a zero byte, the schema id as big-endian int32, then the Avro body. */
const MAGIC = 0;
const HEADER_BYTES = 5;
/**
 * Records are cut from slabs, one behind the other, which spares each a copy and memory of its own.
 * The last record of a slab keeps all of it alive; nobody holds one longer than it takes to write it.
 */
const SLAB_BYTES = 64 * 1024;

export interface SchemaVersion {
  /** Never reused and never changed once a record was written with it. */
  readonly id: number;
  readonly schema: object;
  /**
   * Read, but not written yet: the next release writes it. So two releases that follow one another read
   * all that either writes, run side by side, and the newer one can be taken back. What it adds is left
   * out until then.
   */
  readonly isAhead?: true;
}

export interface Codec<T> {
  readonly name: string;
  readonly versions: readonly SchemaVersion[];
  /** The newest version that is not ahead. */
  readonly written: SchemaVersion;
  /** Writes with `written`. */
  encode(value: T): Buffer;
  /**
   * Reads any known version as the newest.
   * @throws UnknownSchema for an id this process does not know: a newer writer, not poison.
   * @throws Undecodable for bytes that are no record of the schema they name.
   */
  decode(bytes: Uint8Array): T;
}

export class UnknownSchema extends Error {
  readonly id: number;
  constructor(name: string, id: number) {
    super(
      `${name}: schema id ${id} is not known here; a newer writer is at work, upgrade this process`,
    );
    this.name = 'UnknownSchema';
    this.id = id;
  }
}

export class Undecodable extends Error {
  constructor(name: string, reason: string, cause?: unknown) {
    super(`${name}: ${reason}`, { cause });
    this.name = 'Undecodable';
  }
}

/**
 * Builds the codec of one kind of record from all its versions, oldest first. Longs are exact within
 * ±2^52 (avsc reads some beyond that wrongly).
 * @throws when the newest version cannot read an older one.
 */
export function createCodec<T>(name: string, versions: readonly SchemaVersion[]): Codec<T> {
  const newest = versions.at(-1);
  const written = versions.findLast(({ isAhead }) => !isAhead);
  if (newest === undefined || written === undefined) {
    throw new Error(`${name} has no schema version to write`);
  }
  const shape = parse(newest);
  const writer = parse(written);
  const header = codecHeader(written);
  let slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
  let used = 0;
  const readers = new Map(
    versions.map((version) => [version.id, shape.createResolver(parse(version))] as const),
  );
  return {
    name,
    versions,
    written,
    encode,
    decode(bytes) {
      const buffer = asBuffer(bytes);
      const id = schemaIdOf(buffer);
      if (id === undefined) {
        throw new Undecodable(name, `${buffer.length} bytes without a schema header`);
      }
      const resolver = readers.get(id);
      if (resolver === undefined) throw new UnknownSchema(name, id);
      const { value, offset } = decodeBody(buffer, resolver);
      if (offset !== buffer.length) {
        throw new Undecodable(name, `${buffer.length} bytes where the schema ends at ${offset}`);
      }
      return value;
    },
  };

  function encode(value: T): Buffer {
    const end = writer.encode(value, slab, used + HEADER_BYTES);
    if (end < 0) {
      // What is left of the slab, and by how much that was too little.
      slab = Buffer.allocUnsafeSlow(Math.max(SLAB_BYTES, slab.length - used - end));
      used = 0;
      return encode(value);
    }
    header.copy(slab, used);
    const record = slab.subarray(used, end);
    used = end;
    return record;
  }

  function decodeBody(buffer: Buffer, resolver: ReturnType<Type['createResolver']>) {
    try {
      const decoded = shape.decode(buffer, HEADER_BYTES, resolver);
      if (decoded.offset < 0) throw new Error('the record is cut short');
      return decoded;
    } catch (cause) {
      throw new Undecodable(name, (cause as Error).message, cause);
    }
  }
}

/** What stands before the body of every record of this version. */
export function codecHeader({ id }: SchemaVersion): Buffer {
  const header = Buffer.alloc(HEADER_BYTES, MAGIC);
  header.writeInt32BE(id, 1);
  return header;
}

/** The id that the header of a record names; undefined for bytes without one. */
export function schemaIdOf(bytes: Uint8Array): number | undefined {
  const buffer = asBuffer(bytes);
  if (buffer.length < HEADER_BYTES || buffer[0] !== MAGIC) return undefined;
  return buffer.readInt32BE(1);
}

function asBuffer(bytes: Uint8Array): Buffer {
  if (Buffer.isBuffer(bytes)) return bytes;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function parse({ schema }: SchemaVersion): Type {
  // A registry of its own per version: versions share type names.
  return avro.Type.forSchema(schema as avro.Schema, { registry: {} });
}
