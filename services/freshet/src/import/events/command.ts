import { instanceConfig } from '../../admin/config.ts';
import { createCheckpoint } from '../../intake/checkpoint.ts';
import { createIntakeClient } from '../../intake/client.ts';
import { reach } from '../../intake/reach.ts';
import { showProgress } from '../../progress.ts';
import { reported, type Running } from '../../reported.ts';
import { importConfig } from '../config.ts';
import { TimeOrder } from '../order/time-order.ts';
import { openSource } from '../source/source.ts';
import { type EventsArguments, parseEventsArguments, usage } from './arguments.ts';
import { EventsTally } from './events-tally.ts';
import { importEvents } from './import-events.ts';

/** `freshet import events SOURCE`. */
export async function importEventsCommand(args: string[]): Promise<void> {
  const options = parseEventsArguments(args);
  if (options === undefined) return void process.stdout.write(usage);
  const tally = new EventsTally();
  await reported((running) => run(options, tally, running), {
    farewell: 'Interrupted; the same command goes on where this one stopped.\n',
    report: (seconds) => (options.json ? tally.json(seconds) : tally.summary(seconds)),
  });
  if (tally.refusals.count > 0) process.exitCode ??= 1;
}

async function run(
  options: EventsArguments,
  tally: EventsTally,
  { signal, begin }: Running,
): Promise<void> {
  const { DATA_DIR } = importConfig(process.env);
  const { FRESHET_KEY: key } = instanceConfig(process.env);
  const { url } = options;
  await reach(url, signal);
  const source = await openSource(options.source, signal);
  begin();
  const order = new TimeOrder();
  const progress = showProgress({
    total: Math.max(1, source.bytes),
    // What is put into order is read first and then sent.
    done() {
      const { share } = order;
      return share === undefined ? source.bytesRead : (source.bytesRead + share * source.bytes) / 2;
    },
    note: () => `row ${tally.rows} · ${tally.accepted} accepted · ${tally.refusals.count} refused`,
  });
  try {
    const name = await source.digest();
    const checkpoint = createCheckpoint(DATA_DIR, name, url);
    const client = createIntakeClient({ url, key });
    await importEvents(options, { source, name, client, checkpoint, order, tally, signal });
  } finally {
    progress.stop();
    await source.close();
  }
}
