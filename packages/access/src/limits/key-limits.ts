/** How much one key may use; what is left out is not limited. Whole numbers from 1 to LIMIT_MAX. */
export interface KeyLimits {
  /** Events that ingest takes in one second. */
  readonly eventsPerSecond?: number;
  /** Calls, of ingest and API together, in one second. */
  readonly requestsPerSecond?: number;
  /** Events that ingest takes in one day, which begins at midnight UTC. */
  readonly eventsPerDay?: number;
}

export const LIMIT_MAX = 1_000_000_000;
export const limitNames = ['eventsPerSecond', 'requestsPerSecond', 'eventsPerDay'] as const;

/** Whether `value` may be a limit. */
export function isLimit(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1 && value <= LIMIT_MAX;
}
