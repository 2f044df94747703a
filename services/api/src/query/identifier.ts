/** Longest id, in bytes of UTF-8; ingest refuses longer ones, so nothing is known of them. */
export const ID_BYTES_MAX = 256;

// oxlint-disable-next-line no-control-regex -- to refuse them
const printable = /^[^\u0000-\u001f\u007f\p{Cs}]+$/u;

/** Whether the text can name a user or item: what ingest accepts as such. */
export function isIdentifier(text: string): boolean {
  return printable.test(text) && Buffer.byteLength(text) <= ID_BYTES_MAX;
}
