/**
 * What travels beside a record's value and is no part of what it says, by name: in Kafka the record's
 * headers (KIP-82). Nothing may depend on them, since an older release passes over them.
 */
export type RecordHeaders = Readonly<Record<string, string>>;

/** Bytes of names and texts. */
export function headersBytes(headers: RecordHeaders | undefined): number {
  let bytes = 0;
  for (const name in headers) bytes += Buffer.byteLength(name) + Buffer.byteLength(headers[name]!);
  return bytes;
}
