/**
 * Every failure Freshet can name. `retriable` says whether the same call can succeed later without
 * anybody changing anything; `fatal` ones end the process or stop a partition with their message.
 */
const table = {
  CONFIG_INVALID: { retriable: false },
  HOST_EXPOSED: { retriable: false },
  KEYS_UNREADABLE: { retriable: false },
  KEYS_INVALID: { retriable: false },
  KEYS_VERSION_UNSUPPORTED: { retriable: false },
  KEY_REFUSED: { retriable: false },
  KEYS_LOCKED: { retriable: true },
  PORT_IN_USE: { retriable: false },
  DATA_DIR_IN_USE: { retriable: false },
  DATA_DIR_UNREADABLE: { retriable: false },
  LOG_UNREACHABLE: { retriable: true },
  LOG_REFUSED: { retriable: false },
  LOG_TOPIC_MISMATCH: { retriable: false },
  LOG_BEHIND_FENCE: { retriable: false },
  LOG_HISTORY_CHANGED: { retriable: false },
  LOG_CLOSED: { retriable: false },
  RETENTION_REFUSED: { retriable: false },
  LOG_RECORD_TOO_LARGE: { retriable: false },
  PUBLISHER_FULL: { retriable: true },
  JOURNAL_FULL: { retriable: true },
  JOURNAL_UNWRITABLE: { retriable: true },
  JOURNAL_IN_USE: { retriable: false },
  CONSUMER_CRASHED: { retriable: false },
  HANDLER_HUNG: { retriable: false },
  STORE_UNREACHABLE: { retriable: true },
  STORE_MISCONFIGURED: { retriable: false },
  STORE_WRITE_INVALID: { retriable: false },
  STORE_FENCE_MISSING: { retriable: false },
  NAMESPACE_UNKNOWN: { retriable: false },
  NAMESPACE_REFUSED: { retriable: false },
  NAMESPACE_BEHIND: { retriable: false },
  SCHEMA_UNKNOWN: { retriable: false },
  RECORD_UNDECODABLE: { retriable: false },
  RECORD_UNPROCESSABLE: { retriable: false },
  FILTER_INVALID: { retriable: false },
  CLICK_FILE_INVALID: { retriable: false },
  EVALUATION_REFUSED: { retriable: false },
  IMPORT_REFUSED: { retriable: false },
  IMPORT_SOURCE_UNREACHABLE: { retriable: true },
  IMPORT_FILE_INVALID: { retriable: false },
  IMPORT_STATE_UNREADABLE: { retriable: false },
  IMPORT_FAILED: { retriable: false },
  IMPORT_FEED_SHRUNK: { retriable: false },
  EXPORT_FAILED: { retriable: false },
  REPLAY_RANGE_INVALID: { retriable: false },
  ADMIN_REFUSED: { retriable: false },
  SINK_REFUSED: { retriable: false },
  BACKUP_REFUSED: { retriable: false },
  BACKUP_FAILED: { retriable: false },
  BACKUP_UNUSABLE: { retriable: false },
  RESTORE_REFUSED: { retriable: false },
  SHUTDOWN_OVERDUE: { retriable: false },
  SHUTDOWN_CUT_SHORT: { retriable: false },
} as const;

export type ErrorCode = keyof typeof table;
export const errorCodes = Object.keys(table) as readonly ErrorCode[];

export interface ErrorDetails {
  readonly cause?: unknown;
  /** Facts for the log line: topic, partition, value received. */
  readonly [field: string]: unknown;
}

/** The one error class of Freshet: what failed, with which value, and what to do, under a code. */
export class FreshetError extends Error {
  readonly code: ErrorCode;
  readonly retriable: boolean;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, { cause, ...details }: ErrorDetails = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'FreshetError';
    this.code = code;
    this.retriable = table[code].retriable;
    this.details = details;
  }
}

/** The FreshetError with this code in the chain of causes, if there is one. */
export function findError(error: unknown, code: ErrorCode): FreshetError | undefined {
  for (let e = error; e instanceof Error; e = e.cause) {
    if (e instanceof FreshetError && e.code === code) return e;
  }
  return undefined;
}

/** Whether trying again later can help; errors Freshet does not know are not retriable. */
export function isRetriable(error: unknown): error is FreshetError {
  return error instanceof FreshetError && error.retriable;
}
