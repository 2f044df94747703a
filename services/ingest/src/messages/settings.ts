import { count } from '@freshet/runtime';

/** Settings of the message status table, the same in both forms. */
export const messageSettings = {
  MESSAGES_BYTES_MAX: count({
    default: 64 * 1024 * 1024,
    desc: 'Memory in which an ingest keeps the status and content of sent events, in bytes; then the oldest go.',
  }),
  MESSAGES_SCAN_MS: count({
    default: 2_000,
    desc: 'Time between two scans for events that are signed off, or lost by the log, in ms.',
  }),
  MESSAGES_DEADLINE_MS: count({
    default: 60_000,
    desc: 'How long a sent event may stay unsigned before the log is asked whether it still has it, in ms.',
  }),
  MESSAGES_KEEP_MS: count({
    default: 600_000,
    desc: 'How long the status of a signed-off event is kept, in ms.',
  }),
};

/** Bounds of the message status table. */
export interface MessageOptions {
  /** Memory for the status and content of sent events, in bytes. */
  readonly bytesMax: number;
  /** Time between two scans, in ms. */
  readonly intervalMs: number;
  /** How long a sent event may stay unsigned before the log is asked for it, in ms. */
  readonly deadlineMs: number;
  /** How long a signed-off event is kept, in ms. */
  readonly keepMs: number;
}

export function messageOptions(
  config: Readonly<Record<keyof typeof messageSettings, number>>,
): MessageOptions {
  return {
    bytesMax: config.MESSAGES_BYTES_MAX,
    intervalMs: config.MESSAGES_SCAN_MS,
    deadlineMs: config.MESSAGES_DEADLINE_MS,
    keepMs: config.MESSAGES_KEEP_MS,
  };
}
