import { type ITopicConfig, Kafka, logLevel, Partitioners, type Producer } from 'kafkajs';
import { eventually } from '../../support/eventually.ts';
import { answerParent } from '../child.ts';
import type { ClickMessage } from '../clicks.ts';
import { pace } from '../pace.ts';

interface Client {
  readonly kafka: Kafka;
  readonly topic: string;
  readonly producer: Producer;
}

let client: Client | undefined;
let handle: (sentAt: number) => void = () => {};

const calls = {
  /** Creates the topic and connects a producer. */
  async open(argument: {
    readonly broker: string;
    readonly topic: string;
    readonly partitions: number;
    readonly replicationFactor?: number;
  }): Promise<void> {
    const { broker, topic, partitions, replicationFactor = 1 } = argument;
    const kafka = new Kafka({ brokers: broker.split(','), logLevel: logLevel.NOTHING });
    await createTopic(kafka, { topic, numPartitions: partitions, replicationFactor });
    const producer = kafka.producer({
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
    });
    await producer.connect();
    client = { kafka, topic, producer };
  },

  /** Joins the topic with a handler, for `latencies`. */
  async join(): Promise<void> {
    const { kafka, topic } = opened();
    const consumer = kafka.consumer({ groupId: `${topic}.handler`, maxWaitTimeInMs: 200 });
    await consumer.connect();
    await consumer.subscribe({ topic });
    const joined = new Promise((resolve) => consumer.on('consumer.group_join', resolve));
    await consumer.run({
      async eachMessage({ message }) {
        handle(Number(message.headers?.['sentAt']));
      },
    });
    await joined;
  },

  /** Messages a second: so many a send, so many sends in flight; acks=all unless told otherwise. */
  async produce(argument: {
    readonly messages: readonly ClickMessage[];
    readonly perSend: number;
    readonly inFlight: number;
    readonly seconds: number;
    readonly acks?: number;
  }): Promise<number> {
    const { messages, perSend, inFlight, seconds, acks = -1 } = argument;
    const { producer, topic } = opened();
    const startedAt = performance.now();
    const until = startedAt + seconds * 1000;
    let sent = 0;
    let cursor = 0;
    async function sendOn(): Promise<void> {
      while (performance.now() < until) {
        if (cursor + perSend > messages.length) cursor = 0;
        const slice = messages.slice(cursor, cursor + perSend);
        cursor += perSend;
        await producer.send({ topic, acks, messages: slice });
        sent += perSend;
      }
    }
    await Promise.all(Array.from({ length: inFlight }, sendOn));
    return sent / ((performance.now() - startedAt) / 1000);
  },

  /** How long each send of so many messages takes, in ms, at a steady rate of sends. */
  async sendTimes(argument: {
    readonly messages: readonly ClickMessage[];
    readonly perSend: number;
    readonly perSecond: number;
    readonly seconds: number;
    readonly acks: number;
  }): Promise<number[]> {
    const { messages, perSend, perSecond, seconds, acks } = argument;
    const { producer, topic } = opened();
    const sends = await pace({ perSecond, seconds }, async (i) => {
      const at = (i * perSend) % (messages.length - perSend);
      const startedAt = performance.now();
      await producer.send({ topic, acks, messages: messages.slice(at, at + perSend) });
      return performance.now() - startedAt;
    });
    return Promise.all(sends);
  },

  /** From before each send to the handler, in ms, at a steady rate of single messages. */
  async latencies(argument: {
    readonly messages: readonly ClickMessage[];
    readonly perSecond: number;
    readonly seconds: number;
  }): Promise<number[]> {
    const { messages, perSecond, seconds } = argument;
    const { producer, topic } = opened();
    const count = perSecond * seconds;
    const latencies: number[] = [];
    const handled = new Promise<void>((resolve) => {
      handle = (sentAt) => {
        latencies.push(performance.now() - sentAt);
        if (latencies.length === count) resolve();
      };
    });
    const sends = await pace({ perSecond, seconds }, (i) => {
      const { key, value } = messages[i % messages.length]!;
      const headers = { sentAt: String(performance.now()) };
      return producer.send({ topic, acks: -1, messages: [{ key, value, headers }] });
    });
    await Promise.all([handled, ...sends]);
    return latencies;
  },
};

export type BareKafkajsCalls = typeof calls;

async function createTopic(kafka: Kafka, config: ITopicConfig): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [config], waitForLeaders: false });
  // A busy broker answers for a while that it does not know the topic it has just created.
  await eventually('the topic has leaders', () => admin.fetchTopicOffsets(config.topic));
  await admin.disconnect();
}

function opened(): Client {
  if (client === undefined) throw new Error('open it first');
  return client;
}

answerParent(calls);
