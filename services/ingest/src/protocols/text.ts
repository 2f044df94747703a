/** A text, such as an id, as libraries send it: numbers are texts, '' and null say nothing. What can be none stays what it is. */
export function textOf(value: unknown): unknown {
  if (value === '' || value === null) return undefined;
  return typeof value === 'number' ? String(value) : value;
}
