import { FreshetError } from '@freshet/runtime';
import type { IntakeClient } from '../../intake/client.ts';
import { createLanes } from '../../intake/lanes.ts';
import type { Posting } from '../../intake/posting.ts';
import { type FeedEntry, type FeedItem, isRefusal } from './entry.ts';
import type { FeedTally } from './feed-tally.ts';
import { digestOf, FEED_ITEMS_MAX, type SentItems } from './sent-items.ts';

export interface FeedPorts {
  readonly entries: AsyncIterable<FeedEntry>;
  readonly client: IntakeClient;
  readonly sent: SentItems;
  readonly tally: FeedTally;
  /** Ends the import early. */
  readonly signal: AbortSignal;
}

interface ItemPosting extends Posting {
  readonly place: string;
  readonly digest: string;
}

/**
 * Sends what is new or has changed since the last run. What was accepted is in `sent`, also when it
 * ends early.
 * @returns the ids that are in the feed, refused ones as well.
 * @throws FreshetError IMPORT_REFUSED, IMPORT_FILE_INVALID; the signal's reason.
 */
export async function importFeed(ports: FeedPorts): Promise<ReadonlySet<string>> {
  const { entries, client, sent, tally } = ports;
  const seen = new Set<string>();
  const failure = new AbortController();
  const signal = AbortSignal.any([ports.signal, failure.signal]);
  const lanes = createLanes<ItemPosting>(send);
  try {
    for await (const entry of entries) {
      signal.throwIfAborted();
      tally.read++;
      const posting = take(entry);
      if (posting !== undefined) await lanes.push(posting);
    }
  } finally {
    await lanes.drained();
  }
  return seen;

  function take({ place, itemId, item }: FeedEntry): ItemPosting | undefined {
    const where = itemId === undefined ? place : `${place} (${itemId})`;
    const isDuplicate = itemId !== undefined && seen.has(itemId);
    if (itemId !== undefined) seen.add(itemId);
    if (seen.size > FEED_ITEMS_MAX) throw tooMany();
    if (isRefusal(item)) return tally.refusals.add(where, item) as undefined;
    if (isDuplicate) {
      const message = 'the feed has this id already; the first one counts';
      return tally.refusals.add(where, { code: 'ID_REPEATED', message }) as undefined;
    }
    return changed(item, where);
  }

  function changed(item: FeedItem, place: string): ItemPosting | undefined {
    const json = JSON.stringify(item);
    const digest = digestOf(json);
    if (!sent.has(item.itemId, digest)) {
      return { row: tally.read, profile: item.itemId, json, place, digest };
    }
    tally.unchanged++;
    return undefined;
  }

  async function send(batch: readonly ItemPosting[]): Promise<void> {
    try {
      const body = `{"items":[${batch.map(({ json }) => json).join(',')}]}`;
      const { rejected } = await client.post(body, signal, '/v1/items');
      const refused = new Map(rejected.map((rejection) => [rejection.index, rejection]));
      for (const [index, { place, profile, digest }] of batch.entries()) {
        const rejection = refused.get(index);
        if (rejection === undefined) sent.set(profile, digest);
        else tally.refusals.add(place, rejection);
      }
      tally.sent += batch.length - refused.size;
    } catch (error) {
      // One refused lane ends them all, and the reading of the feed.
      failure.abort(error);
      throw error;
    }
  }
}

function tooMany(): FreshetError {
  const message = `The feed has more than ${FEED_ITEMS_MAX} items; split it. What was sent stays.`;
  return new FreshetError('IMPORT_FILE_INVALID', message);
}
