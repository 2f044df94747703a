import type { FieldReader } from '../query/fields.ts';

/** Year 9999. */
const TIME_MS_MAX = 253_402_300_799_999;
/** ISO 8601 with its zone, or a day, which begins in UTC: without a zone nobody knows when that is. */
const isoTime = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** A time in epoch ms; null when absent. @throws HttpProblem PARAMETER_INVALID. */
export function timeIn(reader: FieldReader, name: string): number | null {
  const value = reader.value(name);
  if (value === undefined) return null;
  const time = typeof value === 'string' && isoTime.test(value) ? Date.parse(value) : value;
  const fits = typeof time === 'number' && Number.isInteger(time);
  if (fits && time >= 0 && time <= TIME_MS_MAX) return time;
  throw reader.refusal(name, 'a time in epoch ms, or as 2026-11-30T18:00:00Z');
}
