import type { Ack } from '@freshet/stream';
import { startKafka } from '../support/kafka.ts';
import { youngGeneration } from '../support/processes.ts';
import { startChild } from './child.ts';
import { type ClickMessage, clickMessage, readClicks } from './clicks.ts';
import { type Figure, percentile } from './figure.ts';
import { profiling } from './service.ts';
import { recovery } from './recovery.ts';
import type { Run } from './run.ts';
import type { BareKafkajsCalls } from './servers/bare-kafkajs.ts';
import type { LogPublisherCalls } from './servers/log-publisher.ts';

const PARTITIONS = 12;
/** Records in one call, as ten events in one request. */
const PER_CALL = 10;
/** As many records under way as in the reference: 4 sends of 500. */
const CONCURRENCY = 200;
const PER_SEND = 500;
const SENDS_IN_FLIGHT = 4;
const ROUND_S = 0.7;
/** Calls a second at which latencies are measured: a tenth of what every machine manages. */
const PACE = 100;
const WARM_UP_S = 2;

const levels: readonly { readonly ack: Ack; readonly acks: number }[] = [
  { ack: 'all', acks: -1 },
  { ack: 'leader', acks: 1 },
  { ack: 'none', acks: 0 },
];

/**
 * Records a second and times of a call at each ack level, beside bare kafkajs at the same level; and
 * how soon all goes on after a crash.
 */
export async function durabilityBench(run: Run): Promise<readonly Figure[]> {
  const clicks = await readClicks(run.options.clicks);
  const messages = clicks.map(clickMessage);
  const one = await compare(run, { brokers: 1, messages });
  const recovered = await recovery(run, one.broker, clicks);
  const three = await compare(run, { brokers: 3, messages });
  const alone = await embedded(run, messages, one.bare);
  return [...one.figures, ...alone, ...three.figures, ...recovered];
}

type Bare = Awaited<ReturnType<typeof startBare>>;

async function compare(
  run: Run,
  { brokers, messages }: { brokers: 1 | 3; messages: readonly ClickMessage[] },
) {
  const kafka = await run.keep(startKafka({ brokers }));
  const bare = await startBare(run, kafka.bootstrap, brokers, messages);
  const ours = await startOurs(run, kafka.bootstrap, brokers, messages);
  await ours.throughput('all', WARM_UP_S);
  await bare.throughput(-1, WARM_UP_S);
  const figures: Figure[] = [];
  for (const { ack, acks } of levels) {
    // On a machine too slow for all of them the last levels are left out, and missing in the table.
    if (Date.now() > run.deadline) break;
    const reference = await bare.throughput(acks, ROUND_S);
    const value = await ours.throughput(ack, ROUND_S);
    const name = `${brokers === 1 ? 'one-broker' : 'three-brokers'}-${ack}`;
    figures.push(throughput(name, value, reference));
    figures.push(...times(name, await ours.times(ack), await bare.times(acks)));
  }
  return { figures, bare, broker: kafka.bootstrap };
}

async function embedded(
  run: Run,
  messages: readonly ClickMessage[],
  bare: Bare,
): Promise<readonly Figure[]> {
  const ours = await startOurs(run, null, 1, messages);
  await ours.throughput('all', WARM_UP_S);
  const reference = await bare.throughput(-1, ROUND_S);
  const value = await ours.throughput('all', ROUND_S);
  const bareTimes = await bare.times(-1);
  return [
    throughput('embedded', value, reference),
    ...times('embedded', await ours.times('all'), bareTimes),
  ];
}

function throughput(name: string, value: number, reference: number): Figure {
  return {
    name,
    unit: 'records/s',
    against: 'bare kafkajs, 500 a send, 4 in flight',
    target: { of: 'ratio', atLeast: 0.4 },
    value,
    reference,
  };
}

function times(name: string, ours: readonly number[], bare: readonly number[]): readonly Figure[] {
  return [0.5, 0.99].map((share) => ({
    name: `${name}-p${share * 100}`,
    unit: 'ms',
    against: `bare kafkajs, ${PER_CALL} a send, ${PACE} sends/s`,
    value: percentile(ours, share),
    reference: percentile(bare, share),
  }));
}

async function startOurs(
  run: Run,
  brokers: string | null,
  replicationFactor: number,
  messages: readonly ClickMessage[],
) {
  const child = await run.keep(
    startChild<LogPublisherCalls>('log-publisher', {
      nodeArguments: [...profiling(run), youngGeneration],
    }),
  );
  await child.ask('open', { brokers, partitions: PARTITIONS, replicationFactor });
  const common = { messages, perCall: PER_CALL };
  return {
    throughput: (ack: Ack, seconds: number) =>
      child.ask('publish', { ...common, ack, seconds, concurrency: CONCURRENCY }),
    times: (ack: Ack) =>
      child.ask('callTimes', { ...common, ack, seconds: ROUND_S, perSecond: PACE }),
  };
}

async function startBare(
  run: Run,
  broker: string,
  replicationFactor: number,
  messages: readonly ClickMessage[],
) {
  const child = await run.keep(startChild<BareKafkajsCalls>('bare-kafkajs'));
  await child.ask('open', { broker, topic: 'bare', partitions: PARTITIONS, replicationFactor });
  return {
    throughput: (acks: number, seconds: number) =>
      child.ask('produce', {
        messages,
        perSend: PER_SEND,
        inFlight: SENDS_IN_FLIGHT,
        seconds,
        acks,
      }),
    times: (acks: number) =>
      child.ask('sendTimes', {
        messages,
        perSend: PER_CALL,
        perSecond: PACE,
        seconds: ROUND_S,
        acks,
      }),
  };
}
