import { behaviourEventCodec, profileKey, topics } from '@freshet/events';
import { createLogger } from '@freshet/runtime';
import { GROUPS, LIVE_NAMESPACE, type Store } from '@freshet/store';
import { createRedisStore } from '@freshet/store/redis';
import type { Log } from '@freshet/stream';
import { createKafkaLog } from '@freshet/stream/kafka';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { type Click, clickEvent } from './clicks.ts';

const PER_SEND = 1_000;

/** Writes clicks to behaviour.events as ingest would, through bare kafkajs. */
export async function preload(broker: string, clicks: Iterable<Click>): Promise<void> {
  const kafka = new Kafka({ brokers: [broker], logLevel: logLevel.NOTHING });
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  const { name: topic } = topics.behaviourEvents;
  let messages: { key: string; value: Buffer }[] = [];
  let sending: Promise<unknown> = Promise.resolve();
  let i = 0;
  async function send(): Promise<void> {
    await sending;
    sending = producer.send({ topic, acks: -1, messages });
    messages = [];
  }
  for (const click of clicks) {
    const event = clickEvent(click, i++);
    messages.push({ key: profileKey(event), value: behaviourEventCodec.encode(event) });
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
  /** Whether every item signal in the log is in the items' state. */
  signalsApplied(): Promise<boolean>;
  stop(): Promise<void>;
}

/** Creates the topics, and reads the fences from then on. */
export async function watchProgress(
  broker: string,
  redisUrl: string,
  partitions: number,
): Promise<Progress> {
  const logger = createLogger('bench', 'warn');
  const log = await createKafkaLog({
    brokers: [broker],
    clientId: 'bench',
    partitions,
    replicationFactor: 1,
    logger,
  });
  await log.admin.ensureTopics(Object.values(topics));
  const store = await createRedisStore({ url: redisUrl, logger });
  return {
    async eventsApplied() {
      const fences = await fencesOf(store, GROUPS.profiles, partitions);
      return fences.reduce((sum, next) => sum + next, 0);
    },
    async signalsApplied() {
      const ends = await endsOf(log, topics.itemSignals.name);
      const fences = await fencesOf(store, GROUPS.items, partitions);
      return ends.every(({ partition, end }) => fences[partition]! >= end);
    },
    async stop() {
      await store.close();
      await log.close();
    },
  };
}

async function fencesOf(store: Store, group: string, partitions: number): Promise<number[]> {
  const namespace = LIVE_NAMESPACE;
  return Promise.all(
    Array.from({ length: partitions }, async (_, partition) => {
      const { fence } = await store.read({ namespace, group, partition, partitions }, []);
      return fence?.next ?? 0;
    }),
  );
}

const endsOf = (log: Log, topic: string) => log.admin.offsets(topic);
