export { startTracing } from './start.ts';
export { processTraced } from './process-traced.ts';
export { traceRequests } from './requests.ts';
export { traceSettings } from './settings.ts';
export type {
  ProcessingSpans,
  RequestSpan,
  Tracing,
} from './tracing.ts';
