import { type DestinationStream, pino } from 'pino';

/** The part of a logger that Freshet uses: constant message, facts as fields. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/**
 * JSON lines on standard error, so that standard output stays free for a command's own answer. What
 * visitors do, who they are and what clients wrote is nowhere in them: a line names places (topic,
 * partition, offset, route), and what is there is had from there by whoever may.
 */
export function createLogger(
  service: string,
  level: LogLevel,
  destination: DestinationStream = pino.destination(2),
): Logger {
  return pino({ name: service, level, base: { service } }, destination);
}
