import { instanceConfig } from '../../admin/config.ts';
import { createIntakeClient } from '../../intake/client.ts';
import { interruptible } from '../../interruption.ts';
import { showProgress } from '../../progress.ts';
import { importConfig } from '../config.ts';
import { openSource } from '../source/source.ts';
import { type FeedArguments, parseFeedArguments, usage } from './arguments.ts';
import { FeedTally } from './feed-tally.ts';
import { runFeed } from './run-feed.ts';
import { SentItems } from './sent-items.ts';

/** `freshet import feed SOURCE`. */
export async function importFeedCommand(args: string[]): Promise<void> {
  const options = parseFeedArguments(args);
  if (options === undefined) return void process.stdout.write(usage);
  const tally = new FeedTally();
  const start = performance.now();
  try {
    await interruptible(
      (signal) => run(options, tally, signal),
      'Interrupted; what was accepted stays, and the same command sends the rest.\n',
    );
  } finally {
    const seconds = (performance.now() - start) / 1000;
    process.stdout.write(options.json ? tally.json(seconds) : tally.summary(seconds));
  }
  if (tally.refusals.count > 0) process.exitCode ??= 1;
}

async function run(options: FeedArguments, tally: FeedTally, signal: AbortSignal): Promise<void> {
  const { DATA_DIR } = importConfig(process.env);
  const { FRESHET_KEY: key } = instanceConfig(process.env);
  const { url, name } = options;
  const source = await openSource(options.source, signal);
  const progress = showProgress({
    total: Math.max(1, source.bytes),
    done: () => source.bytesRead,
    note: () => `${tally.read} items · ${tally.sent} sent · ${tally.refusals.count} refused`,
  });
  try {
    const sent = await SentItems.open(DATA_DIR, { feed: name ?? source.identity, url, key });
    const client = createIntakeClient({ url, key });
    await runFeed({ ...options, now: Date.now() }, { source, sent, client, tally, signal });
  } finally {
    progress.stop();
    await source.close();
  }
}
