import type { IntakeClient } from '../../intake/client.ts';
import type { Source } from '../source/source.ts';
import type { FeedEntry, FeedOptions } from './entry.ts';
import type { FeedTally } from './feed-tally.ts';
import { entriesOf } from './formats/format.ts';
import { deleteGone, goneFrom } from './gone-items.ts';
import { importFeed } from './import-feed.ts';
import type { SentItems } from './sent-items.ts';

export interface FeedRunOptions extends FeedOptions {
  readonly gone: 'keep' | 'delete';
  readonly deleteMost: boolean;
  /** Sends also what has not changed. */
  readonly all: boolean;
}

export interface FeedRunPorts {
  /** One behind the other. */
  readonly sources: readonly Source[];
  readonly client: IntakeClient;
  readonly sent: SentItems;
  readonly tally: FeedTally;
  readonly signal: AbortSignal;
}

/**
 * One run of a feed: sends what changed and, only once the feed was read to its end, deletes what has
 * gone, if asked to. Writes down what was accepted, however it ends.
 * @throws FreshetError IMPORT_FILE_INVALID, IMPORT_REFUSED, IMPORT_FEED_SHRUNK; the signal's reason.
 */
export async function runFeed(options: FeedRunOptions, ports: FeedRunPorts): Promise<void> {
  const { sources, sent, tally } = ports;
  if (options.all) sent.forget();
  try {
    const inFeed = await importFeed({ ...ports, entries: entriesOfAll(sources, options) });
    const gone = goneFrom(sent, inFeed);
    tally.gone = gone.length;
    if (options.gone === 'delete') await deleteGone(gone, options.deleteMost, ports);
  } finally {
    await sent.save();
  }
}

async function* entriesOfAll(
  sources: readonly Source[],
  options: FeedOptions,
): AsyncGenerator<FeedEntry> {
  for (const source of sources) {
    for await (const entry of entriesOf(source, options)) {
      const place = sources.length === 1 ? entry.place : `${source.name} ${entry.place}`;
      yield { ...entry, place };
    }
  }
}
