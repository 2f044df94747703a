export { createEmbeddedLog, type EmbeddedLogOptions } from './embedded-log.ts';
export { inspectEnvironment } from './inspection.ts';
