import { isUtf8 } from 'node:buffer';
import { printable } from '@freshet/runtime';

/** What no text has, and every record of ours: the number of its schema begins with zeros. */
const NUL = '\0';

/**
 * A letter's value as everybody is shown it: JSON laid out, another text as it came, both with dots for what
 * cannot be printed; null where it is no text.
 */
export function shownText(value: Uint8Array | null): string | null {
  if (value === null || value.length === 0 || !isUtf8(value)) return null;
  const text = Buffer.from(value).toString();
  return text.includes(NUL) ? null : printable(laidOut(text));
}

function laidOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
