import type { Tracer } from '@opentelemetry/api';
import type { TracedService } from '../traced-service.ts';

/** What the makers of spans share. */
export interface SpanMaker {
  readonly tracer: Tracer;
  readonly system: TracedService['system'];
}
