import { setTimeout as delay } from 'node:timers/promises';
import type { Counter } from '@freshet/runtime';
import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import {
  BatchSpanProcessor,
  type ReadableSpan,
  type SpanExporter,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace';
import type { TracedService } from '../traced-service.ts';
import { kindOf } from './context.ts';
import { createSpanCounter } from './span-counter.ts';

/** Spans held for the collector, about 2 KB each; further ones are dropped. */
const SPANS_MAX = 4_096;
const BATCH_SPANS = 512;
/** How long a span waits for company, in ms. */
const BATCH_DELAY_MS = 1_000;
/** How long the end of the process waits for the collector, in ms. */
const CLOSE_MS_MAX = 2_000;

/**
 * Hands spans to the exporter in batches, one batch at a time. Nobody waits for it: a collector that is
 * away, slow or answers nonsense costs the spans that do not fit meanwhile, and they are counted.
 */
export class BoundedExport implements SpanProcessor {
  readonly #exporter: SpanExporter;
  readonly #logger: TracedService['logger'];
  readonly #spans: Counter<'outcome'>;
  readonly #batches: BatchSpanProcessor;
  /** Waiting or on their way. */
  #held = 0;
  #failing = false;

  constructor(exporter: SpanExporter, { registry, logger }: TracedService) {
    this.#exporter = exporter;
    this.#logger = logger;
    this.#spans = createSpanCounter(registry);
    this.#batches = new BatchSpanProcessor({
      exporter: {
        export: (spans, done) => this.#export(spans, done),
        shutdown: () => exporter.shutdown(),
      },
      maxQueueSize: SPANS_MAX,
      maxExportBatchSize: BATCH_SPANS,
      scheduledDelayMillis: BATCH_DELAY_MS,
    });
  }

  onStart(): void {}

  onEnd(span: ReadableSpan): void {
    if (this.#held === SPANS_MAX) return this.#spans.inc({ outcome: 'dropped' });
    this.#held += 1;
    this.#batches.onEnd(span);
  }

  forceFlush(): Promise<void> {
    return this.#batches.forceFlush();
  }

  async shutdown(): Promise<void> {
    const sent = this.#batches.shutdown().catch(() => undefined);
    await Promise.race([sent, delay(CLOSE_MS_MAX, undefined, { ref: false })]);
  }

  #export(spans: ReadableSpan[], done: (result: ExportResult) => void): void {
    this.#exporter.export(spans, (result) => {
      this.#held -= spans.length;
      this.#tell(result, spans.length);
      done(result);
    });
  }

  #tell({ code, error }: ExportResult, spans: number): void {
    const isTaken = code === ExportResultCode.SUCCESS;
    this.#spans.inc({ outcome: isTaken ? 'exported' : 'failed' }, spans);
    if (isTaken !== this.#failing) return;
    this.#failing = !isTaken;
    if (isTaken) this.#logger.info({}, 'the collector takes traces again');
    else this.#logger.warn({ reason: kindOf(error) }, 'the collector does not take traces');
  }
}
