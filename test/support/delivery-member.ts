/**
 * A consumer in a process of its own, for tests that kill it at one step. Arguments as JSON: see
 * MemberOptions. Writes `did PARTITION OFFSET` for each record it worked on, and `holding` when it has
 * come to the step at which it waits to be killed.
 */
import { Registry } from '@freshet/runtime';
import { createEmbeddedStore, openEnvironment } from '@freshet/store/embedded';
import { type Log, type PlainConsumer, runConsumer } from '@freshet/stream';
import { createEmbeddedLog } from '@freshet/stream/embedded';
import { createKafkaLog } from '@freshet/stream/kafka';
import { quietLogger } from './quiet-logger.ts';
import { keyedTopic } from './topics.ts';
import { runVisitCount } from './visit-count.ts';

export interface MemberOptions {
  /** Folder of the embedded log, or of the store alone where the log is Kafka. */
  readonly dir: string;
  readonly kafka?: { readonly brokers: string; readonly prefix: string };
  readonly topic: string;
  readonly mode: 'at-most-once' | 'at-least-once' | 'exactly-once';
  /** Waits there, for ever, at its first batch; without it, it works on. */
  readonly holdAt?: HoldPoint;
}

/** Before and after the effect of a batch, with nothing more than that done. */
export type HoldPoint = 'before-work' | 'after-work';

const PARTITIONS = 2;
const options = JSON.parse(process.argv[2] ?? '') as MemberOptions;
const environment = openEnvironment(options.dir);
const log = await openLog();
await log.admin.ensureTopics([keyedTopic(options.topic)]);
if (options.mode === 'exactly-once') {
  const store = createEmbeddedStore(environment);
  await runVisitCount({ log, store, topic: options.topic, reach, onFatal: fail });
} else {
  await runConsumer(plainConsumer(options.mode), {
    log,
    logger: quietLogger,
    registry: new Registry(),
    onFatal: fail,
  });
}
console.log('working');

async function openLog(): Promise<Log> {
  const shared = { partitions: PARTITIONS, logger: quietLogger };
  if (options.kafka === undefined) return createEmbeddedLog({ environment, ...shared });
  const { brokers, prefix } = options.kafka;
  return createKafkaLog({
    ...shared,
    brokers: brokers.split(','),
    clientId: 'member',
    prefix,
    replicationFactor: 1,
    sessionTimeoutMs: 6_000,
  });
}

function plainConsumer(delivery: 'at-most-once' | 'at-least-once'): PlainConsumer {
  const work = async ({ partition, records }: Parameters<PlainConsumer['work']>[0]) => {
    await reach('before-work');
    for (const { offset } of records) console.log(`did ${partition} ${offset}`);
    await reach('after-work');
    return { next: records.at(-1)!.offset + 1 };
  };
  const reading = { group: 'members', topic: options.topic, begin: 'earliest' } as const;
  return delivery === 'at-least-once'
    ? { ...reading, delivery, commit: 'batch', work }
    : { ...reading, delivery, work: async (batch) => void (await work(batch)) };
}

async function reach(point: HoldPoint): Promise<void> {
  if (point !== options.holdAt) return;
  console.log('holding');
  await new Promise(() => {});
}

function fail(error: Error): void {
  console.log(`fatal ${error.message}`);
  process.exit(1);
}
