import { FIRST_NAMESPACE, namespaceTopics, topics } from '@freshet/events';
import { createLogger } from '@freshet/runtime';
import { GROUPS } from '@freshet/store';
import { createRedisStore } from '@freshet/store/redis';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { type Click, type ClickMessage, clickMessage } from './clicks.ts';
import { openLog } from './log.ts';

const PER_SEND = 1_000;

/** Writes clicks to behaviour.events as ingest would, through bare kafkajs. */
export async function preload(broker: string, clicks: Iterable<Click>): Promise<void> {
  const kafka = new Kafka({ brokers: [broker], logLevel: logLevel.NOTHING });
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  const { name: topic } = topics.behaviourEvents;
  let messages: ClickMessage[] = [];
  let sending: Promise<unknown> = Promise.resolve();
  let i = 0;
  async function send(): Promise<void> {
    await sending;
    sending = producer.send({ topic, acks: -1, messages });
    messages = [];
  }
  for (const click of clicks) {
    messages.push(clickMessage(click, i++));
    if (messages.length === PER_SEND) await send();
  }
  await send();
  await sending;
  await producer.disconnect();
}

/** What the workers have made of the topics, seen from outside. */
export interface Progress {
  /** Events whose profiles are written. */
  eventsApplied(): Promise<number>;
  /** Events through both groups: those applied, times the share of their signals that is in the items. */
  eventsThrough(): Promise<number>;
  /** Records that one of the groups still has before it. */
  recordsLeft(): Promise<number>;
  stop(): Promise<void>;
}

/** Creates the topics, and reads the fences of a namespace from then on. */
export async function watchProgress(
  broker: string,
  redisUrl: string,
  partitions: number,
  namespace = FIRST_NAMESPACE,
): Promise<Progress> {
  const log = await openLog(broker, partitions);
  const { itemSignals } = namespaceTopics({ name: namespace, events: null });
  await log.admin.ensureTopics([itemSignals]);
  const store = await createRedisStore({
    url: redisUrl,
    logger: createLogger('bench', 'error'),
  });
  const fencesOf = (group: string): Promise<number[]> =>
    Promise.all(
      Array.from({ length: partitions }, async (_, partition) => {
        const { fence } = await store.read({ namespace, group, partition, partitions }, []);
        return fence?.next ?? 0;
      }),
    );
  const leftIn = async (topic: string, group: string) => {
    const ends = await log.admin.offsets(topic);
    return sum(ends.map(({ end }) => end)) - sum(await fencesOf(group));
  };
  const eventsApplied = async () => sum(await fencesOf(GROUPS.profiles));
  return {
    eventsApplied,
    async eventsThrough() {
      // In this order: when the profiles have all events, all signals are in the log.
      const events = await eventsApplied();
      const ends = await log.admin.offsets(itemSignals.name);
      const signals = sum(ends.map(({ end }) => end));
      const applied = sum(await fencesOf(GROUPS.items));
      return signals === 0 ? 0 : events * Math.min(1, applied / signals);
    },
    async recordsLeft() {
      // In this order: what the first group makes of its records is then among the second one's.
      const events = await leftIn(topics.behaviourEvents.name, GROUPS.profiles);
      return events + (await leftIn(itemSignals.name, GROUPS.items));
    },
    async stop() {
      await store.close();
      await log.close();
    },
  };
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);
