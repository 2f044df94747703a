import { instanceConfig } from '../../admin/config.ts';
import { createCheckpoint } from '../../intake/checkpoint.ts';
import { createIntakeClient } from '../../intake/client.ts';
import { reach } from '../../intake/reach.ts';
import { showProgress } from '../../progress.ts';
import { reported, type Running } from '../../reported.ts';
import { importConfig } from '../config.ts';
import { EventsTally } from '../events/events-tally.ts';
import { FeedTally } from '../feed/feed-tally.ts';
import { SentItems } from '../feed/sent-items.ts';
import { TimeOrder } from '../order/time-order.ts';
import { openSource } from '../source/source.ts';
import { type GorseArguments, parseGorseArguments, usage } from './arguments.ts';
import { importGorse } from './import-gorse.ts';

interface Tallies {
  readonly items: FeedTally;
  readonly feedback: EventsTally;
}

/** `freshet import gorse SOURCE`. */
export async function importGorseCommand(args: string[]): Promise<void> {
  const options = parseGorseArguments(args);
  if (options === undefined) return void process.stdout.write(usage);
  const tallies = { items: new FeedTally(), feedback: new EventsTally() };
  const { items, feedback } = tallies;
  await reported((running) => run(options, tallies, running), {
    farewell: 'Interrupted; the same command goes on where this one stopped.\n',
    report: (seconds) =>
      [items, feedback]
        .map((tally) => (options.json ? tally.json(seconds) : tally.summary(seconds)))
        .join(''),
  });
  if (items.refusals.count + feedback.refusals.count > 0) process.exitCode ??= 1;
}

async function run(
  options: GorseArguments,
  tallies: Tallies,
  { signal, begin }: Running,
): Promise<void> {
  const { DATA_DIR } = importConfig(process.env);
  const { FRESHET_KEY: key } = instanceConfig(process.env);
  const { url } = options;
  const { items, feedback } = tallies;
  await reach(url, signal);
  const source = await openSource(options.source, signal);
  begin();
  const order = new TimeOrder();
  const progress = showProgress({
    total: Math.max(1, 3 * source.bytes),
    // It is read for its items, then for its feedback, which then is sent.
    done() {
      const { share } = order;
      return source.bytesRead + (share === undefined ? 0 : (1 + share) * source.bytes);
    },
    note: () => `${items.sent} items · ${feedback.accepted} events accepted`,
  });
  try {
    const name = await source.digest();
    const sent = await SentItems.open(DATA_DIR, { feed: `gorse ${source.identity}`, url, key });
    const checkpoint = createCheckpoint(DATA_DIR, name, url);
    const client = createIntakeClient({ url, key });
    const ports = { source, name, sent, checkpoint, order, client, items, feedback, signal };
    await importGorse(ports);
  } finally {
    progress.stop();
    await source.close();
  }
}
