import { startKafka } from '../support/kafka.ts';
import { youngGeneration } from '../support/processes.ts';
import { startChild } from './child.ts';
import { readClicks } from './clicks.ts';
import { takenPerSecond } from './event-requests.ts';
import type { Figure } from './figure.ts';
import { inTurns } from './rounds.ts';
import type { Run } from './run.ts';
import type { KafkaIngestCalls } from './servers/kafka-ingest.ts';
import type { LoadCalls } from './servers/load-client.ts';
import { profiling } from './service.ts';

const PARTITIONS = 12;
const ROUND_S = 3;
/** Until V8 has compiled what is hot. */
const WARM_UP_S = 3;

/**
 * What it costs that nothing acknowledged is lost: by the CPU of ingest, which is its bound, and which
 * others on the machine do not change as they change the throughput.
 */
export async function journalBench(run: Run): Promise<readonly Figure[]> {
  const clicks = await readClicks(run.options.clicks);
  const client = await run.keep(startChild<LoadCalls>('load-client'));
  const { bootstrap: broker } = await run.keep(startKafka({ brokers: 1 }));
  const start = async (journaled: boolean) => {
    const nodeArguments = [...profiling(run), youngGeneration];
    const ingest = await run.keep(startChild<KafkaIngestCalls>('kafka-ingest', { nodeArguments }));
    const url = await ingest.ask('listen', { broker, partitions: PARTITIONS, journaled });
    const taken = takenPerSecond(client, url, clicks);
    return async (seconds: number): Promise<number> => {
      const before = await ingest.ask('cpuSeconds', undefined);
      const events = seconds * (await taken(seconds));
      return events / ((await ingest.ask('cpuSeconds', undefined)) - before);
    };
  };
  const plain = await start(false);
  const journaled = await start(true);
  await plain(WARM_UP_S);
  await journaled(WARM_UP_S);
  return [
    {
      name: 'journal-cost',
      unit: 'events/CPU-s',
      against: 'the same ingest without journal and message status',
      target: { of: 'ratio', atLeast: 0.85 },
      ...(await inTurns(
        run,
        () => journaled(ROUND_S),
        () => plain(ROUND_S),
      )),
    },
  ];
}
