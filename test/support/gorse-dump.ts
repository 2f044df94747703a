/** One field of a protobuf message: its number, and a text, bytes, a double or a whole number. */
type Field = readonly [number: number, value: string | Buffer | number | bigint];

export interface DumpContent {
  readonly users?: readonly (readonly Field[])[];
  readonly items?: readonly (readonly Field[])[];
  readonly feedback?: readonly (readonly Field[])[];
}

/** A dump as Gorse's master writes it: marks and lengths as int64, little-endian, and 0 at the end. */
export function gorseDump({ users = [], items = [], feedback = [] }: DumpContent): Buffer {
  const streams = [users, items, feedback].flatMap((messages, i) => [
    int64(-1 - i),
    ...messages.map(message).flatMap((bytes) => [int64(bytes.length), bytes]),
  ]);
  return Buffer.concat([...streams, int64(0)]);
}

/** A google.protobuf.Timestamp of epoch ms. */
export const timestamp = (ms: number): Buffer =>
  message([
    [1, BigInt(Math.floor(ms / 1000))],
    [2, BigInt((((ms % 1000) + 1000) % 1000) * 1_000_000)],
  ]);

/** Go's time that was never set. */
export const NEVER = -62_135_596_800_000;

function int64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(BigInt(value));
  return bytes;
}

/** https://protobuf.dev/programming-guides/encoding/: a tag of number and wire type, then the value. */
function message(fields: readonly Field[]): Buffer {
  return Buffer.concat(fields.map(([number, value]) => field(number, value)));
}

function field(number: number, value: Field[1]): Buffer {
  const tag = (wireType: number) => varint(BigInt(number * 8 + wireType));
  if (typeof value === 'bigint') return Buffer.concat([tag(0), varint(value)]);
  if (typeof value === 'number') {
    const double = Buffer.alloc(8);
    double.writeDoubleLE(value);
    return Buffer.concat([tag(1), double]);
  }
  const bytes = Buffer.from(value);
  return Buffer.concat([tag(2), varint(BigInt(bytes.length)), bytes]);
}

function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Buffer.from([...bytes, Number(rest)]);
}
