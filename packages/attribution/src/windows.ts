const HOUR_MS = 3_600_000;

/** Impressions and clicks count until so long after their answer. */
export const ANSWER_MS = 24 * HOUR_MS;
/** A purchase goes to a click that lies at most so far back. */
export const CLICK_MS = 7 * 24 * HOUR_MS;
/** What follows may lie so far before what it follows: clients' clocks are not the server's. */
export const CLOCK_SLACK_MS = 5 * 60_000;
/** A visitor of whom nothing came for so long is a new one. */
export const VISITOR_IDLE_MS = 180 * 24 * HOUR_MS;

/** Whether what happened `at` follows `cause` closely enough. */
export function isWithin(windowMs: number, cause: number, at: number): boolean {
  return at - cause <= windowMs && at - cause >= -CLOCK_SLACK_MS;
}
