export { createEmbeddedLog, type EmbeddedLog, type EmbeddedLogOptions } from './embedded-log.ts';
export { inspectEnvironment } from './inspection.ts';
export { startForgetting } from './forgetting.ts';
