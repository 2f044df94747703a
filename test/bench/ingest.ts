import { startKafka } from '../support/kafka.ts';
import { youngGeneration } from '../support/processes.ts';
import { startChild } from './child.ts';
import { type Click, clickMessage, readClicks } from './clicks.ts';
import { takenPerSecond } from './event-requests.ts';
import type { Figure } from './figure.ts';
import type { LoadClient } from './load.ts';
import { inTurns } from './rounds.ts';
import type { Run } from './run.ts';
import type { BareFastifyCalls } from './servers/bare-fastify.ts';
import type { BareKafkajsCalls } from './servers/bare-kafkajs.ts';
import type { EmbeddedIngestCalls } from './servers/embedded-ingest.ts';
import type { LoadCalls } from './servers/load-client.ts';
import { profiling, startService } from './service.ts';

const PARTITIONS = 12;
const ROUND_S = 2;
/** Until V8 has compiled what is hot; a bare client needs less. */
const WARM_UP_S = 3;
const BARE_WARM_UP_S = 1;

/** Events a second that ingest takes, on Kafka and on the embedded engine. */
export async function ingestBench(run: Run): Promise<readonly Figure[]> {
  const clicks = await readClicks(run.options.clicks);
  const client = await run.keep(startChild<LoadCalls>('load-client'));
  return [await embeddedIngest(run, client, clicks), await kafkaIngest(run, client, clicks)];
}

/** Acknowledged by acks=all, against a bare kafkajs producer of the same records. */
async function kafkaIngest(
  run: Run,
  client: LoadClient,
  clicks: readonly Click[],
): Promise<Figure> {
  const kafka = await run.keep(startKafka({ brokers: 1 }));
  const [{ url }, bare] = await Promise.all([
    startService(run, 'ingest', {
      KAFKA_BROKERS: kafka.bootstrap,
      PARTITIONS: String(PARTITIONS),
    }),
    run.keep(startChild<BareKafkajsCalls>('bare-kafkajs')),
  ]);
  await bare.ask('open', { broker: kafka.bootstrap, topic: 'bare', partitions: PARTITIONS });
  const messages = clicks.map(clickMessage);
  const ingest = takenPerSecond(client, url, clicks);
  const kafkajs = (seconds: number) =>
    bare.ask('produce', { messages, perSend: 500, inFlight: 4, seconds });
  await ingest(WARM_UP_S);
  await kafkajs(BARE_WARM_UP_S);
  return {
    name: 'ingest-kafka',
    unit: 'events/s',
    against: 'bare kafkajs, 500 a send, 4 in flight',
    target: { of: 'ratio', atLeast: 0.4 },
    ...(await inTurns(
      run,
      () => ingest(ROUND_S),
      () => kafkajs(ROUND_S),
    )),
  };
}

/** On disk before the 202, against a bare Fastify that checks the same shape and keeps nothing. */
async function embeddedIngest(
  run: Run,
  client: LoadClient,
  clicks: readonly Click[],
): Promise<Figure> {
  const [embedded, bare] = await Promise.all([
    run.keep(
      startChild<EmbeddedIngestCalls>('embedded-ingest', {
        nodeArguments: [...profiling(run), youngGeneration],
      }),
    ),
    run.keep(startChild<BareFastifyCalls>('bare-fastify')),
  ]);
  const ingest = takenPerSecond(client, await embedded.ask('url', undefined), clicks);
  const fastify = takenPerSecond(client, await bare.ask('listen', undefined), clicks);
  await ingest(WARM_UP_S);
  await fastify(BARE_WARM_UP_S);
  const compared = await inTurns(
    run,
    () => ingest(ROUND_S),
    () => fastify(ROUND_S),
  );
  await embedded.stop();
  await bare.stop();
  return {
    name: 'ingest-embedded',
    unit: 'events/s',
    against: 'bare Fastify, same body, keeps nothing',
    target: { of: 'ratio', atLeast: 0.4 },
    ...compared,
  };
}
