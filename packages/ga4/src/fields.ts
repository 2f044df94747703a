/** Whatever a site puts somewhere, as an object whose fields may be asked for. */
export const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  Object(value) as Record<string, unknown>;

/** Exports write `(not set)` for what a site has left out. */
export function idOf(value: unknown): string | undefined {
  const id = typeof value === 'number' ? `${value}` : value;
  return typeof id === 'string' && id && id !== '(not set)' ? id : undefined;
}

/** Sites write numbers as texts too. */
export function numberOf(value: unknown): number | undefined {
  const isNumeric = typeof value === 'number' || (typeof value === 'string' && value.trim());
  return isNumeric && Number.isFinite(+value) ? +value : undefined;
}
