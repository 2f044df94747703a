import type { Context, Span, SpanOptions } from '@opentelemetry/api';
import type { SpanMaker } from './span-maker.ts';

/** Begins a span, named and described by the semantic conventions of messaging. */
export function messagingSpan(
  { tracer, system }: SpanMaker,
  { operation, topic }: { operation: 'create' | 'process' | 'send'; topic: string },
  { attributes, ...options }: SpanOptions,
  parent: Context,
): Span {
  const described = {
    'messaging.system': system,
    'messaging.operation.type': operation,
    'messaging.operation.name': operation,
    'messaging.destination.name': topic,
    ...attributes,
  };
  return tracer.startSpan(`${operation} ${topic}`, { ...options, attributes: described }, parent);
}
