export {
  bool,
  type ConfigSpec,
  count,
  host,
  makeValidator,
  num,
  port,
  readConfig,
  secret,
  str,
  url,
} from './config.ts';
export { requireGuard } from './exposure.ts';
export { type ErrorCode, errorCodes, FreshetError, findError, isRetriable } from './errors.ts';
export { BODY_BYTES_MAX } from './http/bounds.ts';
export { acceptJson, acceptLenientJson } from './http/json-body.ts';
export { brokenBound } from './http/json-shape.ts';
export {
  type MetricsSource,
  type Operations,
  type Readiness,
  registerOperations,
} from './http/operations.ts';
export {
  type Answer,
  type Operation,
  operationGroups,
  type Parameter,
  type Schema,
} from './http/operation.ts';
export { openOperationsPort } from './http/operations-port.ts';
export { passBack, takeBodiesUnread } from './http/passing-on.ts';
export { HttpProblem, type Problem, problemCodeOf } from './http/problem.ts';
export {
  forEveryone,
  forVisitors,
  type KeyedAccess,
  needs,
  type RouteAccess,
  type Scope,
  toChangeDeployment,
  toChangeSite,
  toInspectDeployment,
  toInspectSite,
} from './http/route-access.ts';
export { createHttpServer, listen } from './http/server.ts';
export { type AddressOf, addressReader } from './http/trusted-proxies.ts';
export { isObject, type JsonObject } from './json-object.ts';
export { Upstream } from './http/upstream.ts';
export { createLogger, type Logger, type LogLevel } from './logger.ts';
export { watchDiskRoom } from './metrics/disk-room.ts';
export { metricLabels } from './metrics/labels.ts';
export { isLocal, requireLoopback } from './loopback.ts';
export { loginRequired, type Operator, operatorOf, recogniseOperator } from './operator.ts';
export { isRunning, ownIdentity, type ProcessIdentity } from './process-identity.ts';
export { readPem } from './pem-file.ts';
export { printable } from './printable.ts';
export { AggregatorRegistry, Counter, Gauge, Histogram, Registry } from 'prom-client';
export { run } from './run.ts';
export {
  kafkaSettings,
  operationsSettings,
  optionalRedisSettings,
  redisSettings,
  settings,
} from './settings.ts';
export { createShutdown, type Shutdown } from './shutdown.ts';
