import { type Context, ROOT_CONTEXT, type Span, SpanStatusCode, trace } from '@opentelemetry/api';
import { parseTraceParent, TRACE_PARENT_HEADER } from '@opentelemetry/core';
import type { Carried } from '../tracing.ts';

/** The context that a `traceparent` tells of; an empty one where it says nothing that can be read. */
export function contextFrom(traceparent: unknown): Context {
  const parent = typeof traceparent === 'string' ? parseTraceParent(traceparent) : null;
  if (parent === null) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true });
}

export const contextOf = (span: Span): Context => trace.setSpan(ROOT_CONTEXT, span);

/** The span as W3C Trace Context has it. Its `tracestate` ends here: nobody bounds what it holds. */
export function carried(span: Span): Carried {
  const { traceId, spanId } = span.spanContext();
  return { [TRACE_PARENT_HEADER]: `00-${traceId}-${spanId}-01` };
}

/** Ends the span, with the kind of the error if there was one. */
export function endSpan(span: Span, errorKind: string | undefined): void {
  if (errorKind !== undefined) {
    span.setAttribute('error.type', errorKind);
    span.setStatus({ code: SpanStatusCode.ERROR });
  }
  span.end();
}

/** What an error may be called in a span or a log line: its text may name somebody. */
export function kindOf(error: unknown): string | undefined {
  if (error === undefined) return undefined;
  if (!(error instanceof Error)) return '_OTHER';
  const { code, name } = error as { readonly code?: string | number; readonly name: string };
  return `${code ?? name}`;
}
