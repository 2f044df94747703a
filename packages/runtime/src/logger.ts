import { pino } from 'pino';

/** The part of a logger that Freshet uses: constant message, facts as fields. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** JSON lines on standard error, so that standard output stays free for a command's own answer. */
export function createLogger(service: string, level: LogLevel): Logger {
  return pino({ name: service, level, base: { service } }, pino.destination(2));
}
