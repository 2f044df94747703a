import { behaviourEventCodec, profileKey, topics } from '@freshet/events';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { answerParent } from '../child.ts';
import { shopEvents } from '../dashboard/shop-events.ts';
import { pace } from '../pace.ts';

const PER_SEND = 20;
const SEED = 1;

const events = shopEvents(SEED);

const calls = {
  /** Writes to `behaviour.events` as ingest would, at a steady rate; answers how many events a second it was. */
  async visit(argument: {
    readonly broker: string;
    readonly perSecond: number;
    readonly seconds: number;
  }): Promise<number> {
    const { broker, perSecond, seconds } = argument;
    const kafka = new Kafka({ brokers: [broker], logLevel: logLevel.NOTHING });
    const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    const startedAt = performance.now();
    const sends = await pace({ perSecond: perSecond / PER_SEND, seconds }, () =>
      producer.send({ topic: topics.behaviourEvents.name, acks: -1, messages: messages() }),
    );
    await Promise.all(sends);
    const tookS = (performance.now() - startedAt) / 1_000;
    await producer.disconnect();
    return (sends.length * PER_SEND) / tookS;
  },
};

export type ShopVisitorsCalls = typeof calls;

function messages() {
  const now = Date.now();
  return Array.from({ length: PER_SEND }, () => {
    const event = events.next().value(now);
    return { key: profileKey(event), value: behaviourEventCodec.encode(event) };
  });
}

answerParent(calls);
