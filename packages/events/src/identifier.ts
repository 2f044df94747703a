/** Bytes of UTF-8. */
export const ID_BYTES_MAX = 256;
export const CATEGORY_BYTES_MAX = 128;

/** Control characters would break lists of ids joined by newlines; half a surrogate has no UTF-8. */
// oxlint-disable-next-line no-control-regex -- to refuse them
const printable = /^[^\u0000-\u001f\u007f\p{Cs}]+$/u;

/** Whether the text can name a user, session, item, order or event. */
export function isIdentifier(text: string): boolean {
  return isName(text, ID_BYTES_MAX);
}

/** Whether the text can name a category. */
export function isCategory(text: string): boolean {
  return isName(text, CATEGORY_BYTES_MAX);
}

function isName(text: string, bytesMax: number): boolean {
  // A UTF-16 unit takes one to three bytes, so most texts need no count.
  if (text.length > bytesMax) return false;
  if (text.length * 3 > bytesMax && Buffer.byteLength(text) > bytesMax) return false;
  return printable.test(text);
}
