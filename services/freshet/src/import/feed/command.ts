import { instanceConfig } from '../../admin/config.ts';
import { createIntakeClient } from '../../intake/client.ts';
import { reach } from '../../intake/reach.ts';
import { showProgress, type Work } from '../../progress.ts';
import { reported, type Running } from '../../reported.ts';
import { importConfig } from '../config.ts';
import { openSource, type Source } from '../source/source.ts';
import { type FeedArguments, parseFeedArguments, usage } from './arguments.ts';
import { FeedTally } from './feed-tally.ts';
import { runFeed } from './run-feed.ts';
import { SentItems } from './sent-items.ts';

/** `freshet import feed SOURCE...`. */
export async function importFeedCommand(args: string[]): Promise<void> {
  const options = parseFeedArguments(args);
  if (options === undefined) return void process.stdout.write(usage);
  const tally = new FeedTally();
  await reported((running) => run(options, tally, running), {
    farewell: 'Interrupted; what was accepted stays, and the same command sends the rest.\n',
    report: (seconds) => (options.json ? tally.json(seconds) : tally.summary(seconds)),
  });
  if (tally.refusals.count > 0) process.exitCode ??= 1;
}

async function run(
  options: FeedArguments,
  tally: FeedTally,
  { signal, begin }: Running,
): Promise<void> {
  const { DATA_DIR } = importConfig(process.env);
  const { FRESHET_KEY: key } = instanceConfig(process.env);
  const { url } = options;
  await reach(url, signal);
  const sources: Source[] = [];
  try {
    // All of them before anything is sent.
    for (const location of options.sources) sources.push(await openSource(location, signal));
    begin();
    const feed = options.name ?? sources.map(({ identity }) => identity).join('\n');
    const sent = await SentItems.open(DATA_DIR, { feed, url, key });
    const client = createIntakeClient({ url, key });
    const ports = { sources, sent, client, tally, signal };
    const progress = showProgress(workOf(sources, tally));
    await runFeed({ ...options, now: Date.now() }, ports).finally(() => progress.stop());
  } finally {
    for (const source of sources) await source.close();
  }
}

function workOf(sources: readonly Source[], tally: FeedTally): Work {
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  return {
    total: Math.max(1, sum(sources.map(({ bytes }) => bytes))),
    done: () => sum(sources.map(({ bytesRead }) => bytesRead)),
    note: () => `${tally.read} items · ${tally.sent} sent · ${tally.refusals.count} refused`,
  };
}
