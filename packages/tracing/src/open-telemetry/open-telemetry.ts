import { parseKeyPairsIntoRecord } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { TracerProvider } from '@opentelemetry/sdk-trace';
import type { TraceConfig } from '../settings.ts';
import type { TracedService } from '../traced-service.ts';
import type { Tracing } from '../tracing.ts';
import { BoundedExport } from './bounded-export.ts';
import { ProcessingTrace } from './processing-trace.ts';
import { RequestTrace } from './request-trace.ts';
import { samplerOf } from './sampler.ts';

/** How long one request to the collector may take with its repetitions, in ms. */
const EXPORT_MS_MAX = 5_000;

export function openTelemetry(config: TraceConfig, service: TracedService): Tracing {
  const exporter = new OTLPTraceExporter({
    url: `${config.OTEL_EXPORTER_OTLP_ENDPOINT.replace(/\/+$/, '')}/v1/traces`,
    headers: parseKeyPairsIntoRecord(config.OTEL_EXPORTER_OTLP_HEADERS),
    timeoutMillis: EXPORT_MS_MAX,
  });
  const bounded = new BoundedExport(exporter, service);
  const provider = new TracerProvider({
    sampler: samplerOf(config),
    spanProcessors: [bounded],
    resource: resourceFromAttributes({
      'service.name': service.service,
      'service.namespace': 'freshet',
    }),
  });
  const maker = { tracer: provider.getTracer('freshet'), system: service.system };
  return {
    request: (request) => RequestTrace.begin(maker, request),
    processing: (work) => ProcessingTrace.begin(maker, work),
    close: () => bounded.shutdown(),
  };
}
