export { startTracing } from './start.ts';
export { traceRequests } from './requests.ts';
export { traceSettings } from './settings.ts';
export type {
  ProcessingSpans,
  RequestSpan,
  Tracing,
} from './tracing.ts';
