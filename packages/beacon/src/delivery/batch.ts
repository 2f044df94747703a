import type { Waiting } from './queues.ts';

/** Browsers take 64 KiB of requests that outlive their page; ingest 64 events of one visitor at once. */
export const BATCH_BYTES_MAX = 59_000;
export const BATCH_EVENTS_MAX = 50;

/** How many bytes a text is in a request. */
export const bytesOf = (text: string): number => new Blob([text]).size;

/** The first of the events that one request can carry; at least one, unless there is none. */
export function nextBatch(waiting: readonly Waiting[], eventsMax: number): Waiting[] {
  let bytes = 0;
  return waiting.slice(0, eventsMax).filter(([, text], index) => {
    bytes += bytesOf(text);
    return bytes < BATCH_BYTES_MAX || !index;
  });
}

/** `sentAt` lets ingest correct a clock that is wrong: it knows when it received the request. */
export const bodyOf = (batch: readonly Waiting[], sentAt: number): string =>
  `{"sentAt":${sentAt},"events":[${batch.map(([, text]) => text).join()}]}`;
