import { type Span, SpanKind } from '@opentelemetry/api';
import type { RequestSpan, SendingSpan, TracedRequest } from '../tracing.ts';
import { carried, contextFrom, contextOf, endSpan, kindOf } from './context.ts';
import { messagingSpan } from './messaging-span.ts';
import type { SpanMaker } from './span-maker.ts';

/** A server span, by the semantic conventions of HTTP, without what may name somebody: path, query, address. */
export class RequestTrace implements RequestSpan {
  readonly #maker: SpanMaker;
  readonly #span: Span;

  static begin(
    maker: SpanMaker,
    { method, route, traceparent }: TracedRequest,
  ): RequestTrace | undefined {
    const attributes = { 'http.request.method': method, 'http.route': route };
    const options = { kind: SpanKind.SERVER, attributes };
    const span = maker.tracer.startSpan(`${method} ${route}`, options, contextFrom(traceparent));
    return span.isRecording() ? new RequestTrace(maker, span) : undefined;
  }

  private constructor(maker: SpanMaker, span: Span) {
    this.#maker = maker;
    this.#span = span;
  }

  sending(topic: string, records: number): SendingSpan {
    const attributes = records > 1 ? { 'messaging.batch.message_count': records } : {};
    const options = { kind: SpanKind.PRODUCER, attributes };
    const span = messagingSpan(
      this.#maker,
      { operation: 'send', topic },
      options,
      contextOf(this.#span),
    );
    return { headers: carried(span), end: (error) => endSpan(span, kindOf(error)) };
  }

  end(status: number): void {
    this.#span.setAttribute('http.response.status_code', status);
    endSpan(this.#span, status >= 500 ? String(status) : undefined);
  }
}
