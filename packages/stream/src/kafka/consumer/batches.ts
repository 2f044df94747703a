import type { IHeaders, Batch as KafkajsBatch } from 'kafkajs';
import type { Batch, LogRecord } from '../../log.ts';
import type { RecordHeaders } from '../../record-headers.ts';

/** kafkajs's batch knows the offset that was asked for, but its types do not say so. */
export function fetchedOffset(batch: KafkajsBatch): number {
  return Number((batch as KafkajsBatch & { readonly fetchedOffset: string }).fetchedOffset);
}

/** What the batch itself says; the rest belongs to whoever holds the partition. */
export function contentOf(batch: KafkajsBatch): Pick<Batch, 'partition' | 'records' | 'endOffset'> {
  const { partition, highWatermark } = batch;
  return { partition, records: recordsOf(batch), endOffset: Number(highWatermark) };
}

function recordsOf({ messages }: KafkajsBatch): LogRecord[] {
  return messages.map(({ offset, key, value, timestamp, headers }) => {
    const record = { offset: Number(offset), key, value, timestamp: Number(timestamp) };
    const own = textsOf(headers);
    return own === undefined ? record : { ...record, headers: own };
  });
}

/** Others may write what is no text, or a name twice; of those the last counts, as for most clients. */
function textsOf(headers: IHeaders | undefined): RecordHeaders | undefined {
  let texts: [string, string][] | undefined;
  for (const name in headers) {
    const value = [headers[name]].flat().at(-1);
    if (value !== undefined) (texts ??= []).push([name, value.toString()]);
  }
  return texts && Object.fromEntries(texts);
}

/**
 * Where kafkajs goes on after `next` was resolved. Behind the last record that was handed over lie at
 * most control records, which it skips too.
 */
export function offsetAfter(batch: KafkajsBatch, next: number): number {
  const lastVisible = Number(batch.messages.at(-1)!.offset);
  return next === lastVisible + 1 ? Number(batch.lastOffset()) + 1 : next;
}
