import type { Message, Producer, Transaction } from 'kafkajs';
import type { Ack } from '../../log.ts';
import type { PartitionBatch, ProduceRequest } from './outgoing.ts';

/** Sends one request once; the offset of the first record of each batch, in order. */
export type Produce = (request: ProduceRequest) => Promise<readonly number[]>;

const acks: Record<Ack, number> = { all: -1, leader: 1, none: 0 };

/** How long a broker may wait for its replicas, in ms; below the client's request timeout. */
const REPLICATION_TIMEOUT_MS = 10_000;

/**
 * One attempt, never kafkajs's own retries: they send again only to brokers that have not answered,
 * so a partition whose leader moved to a broker that has answered is taken for written but was not.
 */
export function produceThrough(producer: Pick<Producer | Transaction, 'sendBatch'>): Produce {
  return async ({ ack, batches }) => {
    const answers = await producer.sendBatch({
      acks: acks[ack],
      timeout: REPLICATION_TIMEOUT_MS,
      topicMessages: byTopic(batches),
    });
    if (ack === 'none') return batches.map(() => -1);
    const offsets = new Map(
      answers.map(({ topicName, partition, baseOffset }) => [
        `${topicName}/${partition}`,
        Number(baseOffset),
      ]),
    );
    return batches.map(({ topic, partition }) => {
      const offset = offsets.get(`${topic}/${partition}`);
      if (offset === undefined) throw new Error(`no answer for ${topic}/${partition}`);
      return offset;
    });
  };
}

function byTopic(batches: readonly PartitionBatch[]) {
  const topics = new Map<string, Message[]>();
  for (const { topic, records } of batches) {
    const messages = topics.get(topic) ?? [];
    topics.set(topic, messages);
    for (const { key, value, partition, headers } of records) {
      const message = { key, value, partition };
      messages.push(headers === undefined ? message : { ...message, headers });
    }
  }
  return [...topics].map(([topic, messages]) => ({ topic, messages }));
}
