export {
  bool,
  type ConfigSpec,
  count,
  host,
  makeValidator,
  num,
  port,
  readConfig,
  str,
  url,
} from './config.ts';
export { type ErrorCode, errorCodes, FreshetError, findError, isRetriable } from './errors.ts';
export {
  BODY_BYTES_MAX,
  createHttpServer,
  HttpProblem,
  listen,
  problemCodeOf,
  type MetricsSource,
  type Problem,
  type Readiness,
  registerOperations,
} from './http.ts';
export { createLogger, type Logger, type LogLevel } from './logger.ts';
export { isLocal, requireLoopback } from './loopback.ts';
export { isRunning, ownIdentity, type ProcessIdentity } from './process-identity.ts';
export { AggregatorRegistry, Counter, Gauge, Histogram, Registry } from 'prom-client';
export { run } from './run.ts';
export { settings } from './settings.ts';
export { createShutdown, type Shutdown } from './shutdown.ts';
