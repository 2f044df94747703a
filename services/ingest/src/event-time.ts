/** Date or date and time with zone: without a zone it would mean another moment on each server. */
const iso8601 =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2}))?$/;

/** Largest distance from 1970 that an ECMAScript time can have, in ms. */
const TIME_MS_MAX = 8.64e15;

/** What a time may be, as the end of a sentence about a field. */
export const TIME_RULE =
  'must be epoch milliseconds or ISO 8601 with a zone, such as 2026-01-31T12:00:00Z';

/** Epoch ms of a number (epoch ms, whole or not) or an ISO 8601 text; undefined if it is no time. */
export function parseTime(value: number | string): number | undefined {
  const time = typeof value === 'number' ? Math.trunc(value) : parseIso(value);
  return Math.abs(time) <= TIME_MS_MAX ? time : undefined;
}

function parseIso(text: string): number {
  return iso8601.test(text) ? Date.parse(text) : Number.NaN;
}

interface Receipt {
  /** Epoch ms. */
  readonly receivedAt: number;
  readonly latenessMs: number;
  /** How far ahead of ours the client's clock is, in ms, as far as it is known. */
  readonly clockErrorMs: number;
}

/**
 * The time scores use (DESIGN §4): the client's, by our clock, held within [receivedAt − latenessMs,
 * receivedAt], so a clock in 1970 or 2090 shifts an event by no more than the lateness bound. Imported
 * history has no such bound (Infinity): only the future is cut.
 */
export function effectiveTime(
  occurredAt: number | null,
  { receivedAt, latenessMs, clockErrorMs }: Receipt,
): number {
  if (occurredAt === null) return receivedAt;
  return Math.min(Math.max(occurredAt - clockErrorMs, receivedAt - latenessMs), receivedAt);
}
