import type { TraceConfig } from './settings.ts';
import type { TracedService } from './traced-service.ts';
import type { Tracing } from './tracing.ts';

/** Loads what traces take, where they are switched on; undefined where they are not. */
export async function startTracing(
  config: TraceConfig,
  service: TracedService,
): Promise<Tracing | undefined> {
  if (config.OTEL_EXPORTER_OTLP_ENDPOINT === '') return undefined;
  const { openTelemetry } = await import('./open-telemetry/open-telemetry.ts');
  return openTelemetry(config, service);
}
