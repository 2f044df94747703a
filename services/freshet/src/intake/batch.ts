import type { Posting } from './posting.ts';

/** Bounds of one request, those of the intake; bytes leave room for the envelope. */
export const BATCH_EVENTS_MAX = 500;
export const BATCH_PROFILE_EVENTS_MAX = 64;
export const BATCH_BYTES_MAX = 500 * 1024;

/** Takes as many postings from the head of the queue as one request may carry: at least one. */
export function takeBatch<T extends Posting>(queue: T[]): T[] {
  const perProfile = new Map<string, number>();
  let bytes = 0;
  let count = 0;
  for (const { profile, json } of queue) {
    const ofProfile = perProfile.get(profile) ?? 0;
    bytes += Buffer.byteLength(json) + 1;
    if (count === BATCH_EVENTS_MAX || ofProfile === BATCH_PROFILE_EVENTS_MAX) break;
    if (bytes > BATCH_BYTES_MAX && count > 0) break;
    perProfile.set(profile, ofProfile + 1);
    count++;
  }
  return queue.splice(0, count);
}

/** The request body that imports the events as history. */
export function batchBody(batch: readonly Posting[], source: string): string {
  const events = batch.map(({ json }) => json).join(',');
  return `{"history":${JSON.stringify({ source })},"events":[${events}]}`;
}
