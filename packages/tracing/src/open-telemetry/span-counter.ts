import { Counter, type Registry } from '@freshet/runtime';

const outcomes = ['exported', 'failed', 'dropped'] as const;

/** Counts spans by what became of them. */
export function createSpanCounter(registry: Registry): Counter<'outcome'> {
  const counter = new Counter({
    name: 'freshet_trace_spans_total',
    help: 'Spans of traces by what became of them: taken by the collector (exported), not taken in time (failed), or left out because too many waited for it (dropped).',
    labelNames: ['outcome'],
    registers: [registry],
  });
  for (const outcome of outcomes) counter.inc({ outcome }, 0);
  return counter;
}
