import { type Context, type Span, SpanKind, trace, TraceFlags } from '@opentelemetry/api';
import { TRACE_PARENT_HEADER } from '@opentelemetry/core';
import type { Carried, ProcessingSpans, TracedWork } from '../tracing.ts';
import { carried, contextFrom, contextOf, endSpan, kindOf } from './context.ts';
import { messagingSpan } from './messaging-span.ts';
import type { SpanMaker } from './span-maker.ts';

/**
 * Consumer spans by the semantic conventions of messaging: each a child of the span that its record was
 * sent in, and linked to it, as batches ask for.
 */
export class ProcessingTrace implements ProcessingSpans {
  readonly #maker: SpanMaker;
  readonly #spans: ReadonlyMap<number, Span>;

  static begin(maker: SpanMaker, work: TracedWork): ProcessingTrace | undefined {
    let spans: Map<number, Span> | undefined;
    for (const { offset, headers } of work.records) {
      const traceparent = headers?.[TRACE_PARENT_HEADER];
      if (traceparent === undefined) continue;
      const span = beginSpan(maker, work, offset, contextFrom(traceparent));
      if (span?.isRecording()) (spans ??= new Map()).set(offset, span);
    }
    return spans && new ProcessingTrace(maker, spans);
  }

  private constructor(maker: SpanMaker, spans: ReadonlyMap<number, Span>) {
    this.#maker = maker;
    this.#spans = spans;
  }

  headers(topic: string, offsets: readonly number[]): Carried | undefined {
    const sources = [...new Set(offsets)].flatMap((offset) => this.#spans.get(offset) ?? []);
    const [first, ...others] = sources;
    if (first === undefined) return undefined;
    const links = others.map((span) => ({ context: span.spanContext() }));
    const options = { kind: SpanKind.PRODUCER, links };
    const span = messagingSpan(
      this.#maker,
      { operation: 'create', topic },
      options,
      contextOf(first),
    );
    span.end();
    return carried(span);
  }

  end(error?: unknown): void {
    for (const span of this.#spans.values()) endSpan(span, kindOf(error));
  }
}

function beginSpan(
  maker: SpanMaker,
  { group, topic, partition }: TracedWork,
  offset: number,
  parent: Context,
): Span | undefined {
  const context = trace.getSpanContext(parent);
  if (context === undefined || (context.traceFlags & TraceFlags.SAMPLED) === 0) return undefined;
  const attributes = {
    'messaging.consumer.group.name': group,
    'messaging.destination.partition.id': String(partition),
    'messaging.kafka.offset': offset,
  };
  const options = { kind: SpanKind.CONSUMER, attributes, links: [{ context }] };
  return messagingSpan(maker, { operation: 'process', topic }, options, parent);
}
