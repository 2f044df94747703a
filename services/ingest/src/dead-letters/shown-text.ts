import { isUtf8 } from 'node:buffer';

/** What no text has, and every record of ours: the number of its schema begins with zeros. */
const NUL = '\0';
/** What could write over a terminal or turn a line around. */
const unprintable = /(?![\n\t])\p{C}/gu;

/**
 * A letter's value as everybody is shown it: JSON laid out, another text as it came, both with dots for what
 * cannot be printed; null where it is no text.
 */
export function shownText(value: Uint8Array | null): string | null {
  if (value === null || value.length === 0 || !isUtf8(value)) return null;
  const text = Buffer.from(value).toString();
  return text.includes(NUL) ? null : laidOut(text).replace(unprintable, '.');
}

function laidOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
