import type { Logger, Registry } from '@freshet/runtime';
import type { TraceConfig } from './settings.ts';
import type { Tracing } from './tracing.ts';

export interface TracedService {
  /** Name of the service in its spans. */
  readonly service: string;
  /** The log that its records go through, as spans name it. */
  readonly system: 'kafka' | 'freshet';
  readonly registry: Registry;
  readonly logger: Logger;
}

/** Loads what traces take, where they are switched on; undefined where they are not. */
export async function startTracing(
  config: TraceConfig,
  service: TracedService,
): Promise<Tracing | undefined> {
  if (config.OTEL_EXPORTER_OTLP_ENDPOINT === '') return undefined;
  const { openTelemetry } = await import('./open-telemetry/open-telemetry.ts');
  return openTelemetry(config, service);
}
