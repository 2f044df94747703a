export { createEmbeddedLog, type EmbeddedLogOptions } from './embedded-log.ts';
