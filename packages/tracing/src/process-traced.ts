import type { ProcessingSpans, TracedWork, Tracing } from './tracing.ts';

/** Works on records in spans of those that are part of a trace; undefined: none is, or nothing is traced. */
export async function processTraced<T>(
  tracing: Tracing | undefined,
  work: TracedWork,
  process: (spans: ProcessingSpans | undefined) => Promise<T>,
): Promise<T> {
  const spans = tracing?.processing(work);
  try {
    const result = await process(spans);
    spans?.end();
    return result;
  } catch (error) {
    spans?.end(error);
    throw error;
  }
}
