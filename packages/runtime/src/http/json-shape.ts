import { BODY_DEPTH_MAX, OBJECT_KEYS_MAX } from './bounds.ts';

/** Keys of the object open at each depth; only one text is looked at at a time. */
const keys = new Uint32Array(BODY_DEPTH_MAX + 1);

const [QUOTE, COLON, BACKSLASH] = [0x22, 0x3a, 0x5c];
const [ARRAY, ARRAY_END, OBJECT, OBJECT_END] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Which bound of a body a JSON text breaks; of one that is no JSON it may say anything. */
export function brokenBound(text: string): 'depth' | 'keys' | undefined {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const sign = text.charCodeAt(i);
    if (sign === QUOTE) {
      i = endOfString(text, i + 1);
    } else if (sign === COLON) {
      if (++keys[depth]! > OBJECT_KEYS_MAX) return 'keys';
    } else if (sign === OBJECT || sign === ARRAY) {
      if (++depth > BODY_DEPTH_MAX) return 'depth';
      keys[depth] = 0;
    } else if (sign === OBJECT_END || sign === ARRAY_END) {
      if (depth > 0) depth--;
    }
  }
  return undefined;
}

/**
 * Where the string ends whose content begins at `start`, or the text if it does not. Searched for, since most of a
 * text lies in strings: each character in turn took twice as long.
 */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start);
  while (end !== -1 && isEscaped(text, start, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

/** Whether an odd number of backslashes stands before, which may go back to `start`. */
function isEscaped(text: string, start: number, at: number): boolean {
  let before = at;
  while (before > start && text.charCodeAt(before - 1) === BACKSLASH) before--;
  return (at - before) % 2 === 1;
}

/** What of a parsed JSON lies within the bounds of a body: null in place of what is deeper, of an object the first keys. */
export function withinBounds(value: unknown, levels = BODY_DEPTH_MAX): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return null;
  if (Array.isArray(value)) return value.map((one) => withinBounds(one, levels - 1));
  const kept = Object.entries(value)
    .slice(0, OBJECT_KEYS_MAX)
    .map(([name, one]) => [name, withinBounds(one, levels - 1)] as const);
  return Object.fromEntries(kept);
}
