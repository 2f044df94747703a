import { FreshetError } from '@freshet/runtime';
import type { IntakeClient } from '../../intake/client.ts';
import type { FeedTally } from './feed-tally.ts';
import type { SentItems } from './sent-items.ts';

/** Deletions under way at one time. */
const AT_ONCE = 8;
/** Which part of what was sent may go in one run without being asked for. */
const SHARE_MAX = 0.5;

export interface GonePorts {
  readonly client: IntakeClient;
  readonly sent: SentItems;
  readonly tally: FeedTally;
  readonly signal: AbortSignal;
}

export function goneFrom(sent: SentItems, inFeed: ReadonlySet<string>): readonly string[] {
  return [...sent.ids()].filter((itemId) => !inFeed.has(itemId));
}

/**
 * Takes out of the catalogue what an earlier run sent and the feed no longer has.
 * @throws FreshetError IMPORT_FEED_SHRUNK where that is more than half and `evenMost` is not set: a feed
 *   that was cut short looks the same; IMPORT_REFUSED; the signal's reason.
 */
export async function deleteGone(
  gone: readonly string[],
  evenMost: boolean,
  { client, sent, tally, signal }: GonePorts,
): Promise<void> {
  if (!evenMost && gone.length > SHARE_MAX * sent.size) {
    throw new FreshetError(
      'IMPORT_FEED_SHRUNK',
      `${gone.length} of ${sent.size} items are gone from the feed; none was deleted. ` +
        'If that is as it should be, run it again with --delete-most.',
    );
  }
  const waiting = gone.values();
  async function work(): Promise<void> {
    for (const itemId of waiting) {
      await client.deleteItem(itemId, signal);
      sent.delete(itemId);
      tally.deleted++;
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
