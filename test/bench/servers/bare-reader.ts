import { behaviourEventCodec, topics } from '@freshet/events';
import { Kafka, logLevel } from 'kafkajs';
import { answerParent } from '../child.ts';

const delays: number[] = [];

const calls = {
  /** Joins the topic of events, and from then on decodes each. */
  async join(broker: string): Promise<void> {
    const kafka = new Kafka({ brokers: [broker], logLevel: logLevel.NOTHING });
    const consumer = kafka.consumer({ groupId: 'bare-reader', maxWaitTimeInMs: 200 });
    await consumer.connect();
    await consumer.subscribe({ topic: topics.behaviourEvents.name });
    const joined = new Promise((resolve) => consumer.on('consumer.group_join', resolve));
    await consumer.run({
      async eachMessage({ message }) {
        delays.push(Date.now() - behaviourEventCodec.decode(message.value!).receivedAt);
      },
    });
    await joined;
  },
  /** How long after they were received events came here, in ms; since it was asked last. */
  delays: (): Promise<number[]> => Promise.resolve(delays.splice(0)),
};

export type BareReaderCalls = typeof calls;

answerParent(calls);
