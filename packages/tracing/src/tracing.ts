/**
 * Traces of requests and of the records that follow from them, by the conventions of OpenTelemetry (HTTP
 * and messaging). Who takes part has this port and loads nothing: the SDK is behind it, and is loaded where
 * traces are switched on. What is not sampled has no span and leaves no mark in the log.
 *
 * Spans tell of work, never of people: no ids, addresses, query strings or keys of records.
 */
export interface Tracing {
  /** undefined: the request is not sampled. */
  request(request: TracedRequest): RequestSpan | undefined;
  /** undefined: none of the records is part of a trace. */
  processing(work: TracedWork): ProcessingSpans | undefined;
  /** Sends what waits, for as long as that may take; afterwards nothing is sent. */
  close(): Promise<void>;
}

/** What a record carries beside its value for who works on it next: W3C Trace Context. */
export type Carried = Readonly<Record<string, string>>;

export interface TracedRequest {
  readonly method: string;
  /** The route's pattern, which names nobody. */
  readonly route: string;
  /** The caller's header `traceparent`, if it sent one that can be read. */
  readonly traceparent: unknown;
}

/** Of a server; ended with the answer. */
export interface RequestSpan {
  /** Begins when records are given to the log; ended once they are as safe as they are to be. */
  sending(topic: string, records: number): SendingSpan;
  end(status: number): void;
}

export interface SendingSpan {
  readonly headers: Carried;
  end(error?: unknown): void;
}

/** Records that one consumer group works on together. */
export interface TracedWork {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly { readonly offset: number; readonly headers?: Carried }[];
}

/** A span for each of the records that is part of a trace. */
export interface ProcessingSpans {
  /**
   * What a record for `topic` carries that was derived from those at the offsets, which may repeat. It
   * goes on in the first one's trace, with links to the others; undefined where none has a trace.
   */
  headers(topic: string, offsets: readonly number[]): Carried | undefined;
  end(error?: unknown): void;
}
