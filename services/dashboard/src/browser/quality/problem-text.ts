const texts: Readonly<Record<string, string>> = {
  TYPE_UNPLANNED: 'type not planned',
  FIELD_MISSING: 'missing',
  FIELD_TYPE: 'of another type',
  FIELD_VALUE: 'none of the values',
  FIELD_PATTERN: 'not of the pattern',
  FIELD_RANGE: 'out of range',
};

/** What a code of the tracking plan's check means. */
export function problemText(code: string): string {
  return texts[code] ?? code;
}
