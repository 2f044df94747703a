import { setTimeout as delay } from 'node:timers/promises';
import type { Topic } from '@freshet/events';
import { FreshetError } from '@freshet/runtime';
import type { Admin, KafkaJSAggregateError } from 'kafkajs';
import { backoffMs } from '../backoff.ts';
import { kafkaErrorType } from '../connection.ts';
import type { Names } from '../names.ts';
import { refusalOf } from '../refusal.ts';
import type { DeclaredTopics } from './declared-topics.ts';
import { topicSettings } from './topic-settings.ts';

/** How long new topics may take until they are led, in ms. */
const LEADERS_MS_MAX = 15_000;

export interface EnsureTopicsOptions {
  readonly brokers: readonly string[];
  readonly names: Names;
  readonly declared: DeclaredTopics;
  readonly replicationFactor: number;
}

/** @throws FreshetError LOG_TOPIC_MISMATCH, LOG_REFUSED, CONFIG_INVALID where the brokers cannot keep so many copies. */
export async function ensureTopics(
  admin: Admin,
  topics: readonly Topic[],
  options: EnsureTopicsOptions,
): Promise<void> {
  const { names, declared } = options;
  const existing = new Set(await admin.listTopics());
  const missing = topics.filter(({ name }) => !existing.has(names.topic(name)));
  if (missing.length > 0) await create(admin, missing, options);
  const found = await untilLed(async () => {
    for (const { name } of missing) await admin.fetchTopicOffsets(names.topic(name));
    const all = topics.map(({ name }) => names.topic(name));
    return (await admin.fetchTopicMetadata({ topics: all })).topics;
  });
  const counts = new Map(found.map(({ name, partitions }) => [name, partitions.length]));
  for (const topic of topics) {
    const actual = counts.get(names.topic(topic.name)) ?? 0;
    const expected = declared.declare(topic);
    if (actual !== expected) throw mismatch(topic, names.topic(topic.name), actual, expected);
  }
}

/**
 * What `ask` answers once leaders do what leaders do: brokers hear of a new topic one after another, and
 * one that is named as a leader may not know it yet, so the leaders themselves are to be asked.
 */
async function untilLed<T>(ask: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + LEADERS_MS_MAX;
  for (let repetition = 1; ; repetition++) {
    try {
      return await ask();
    } catch (error) {
      const isEarly = EARLY.has(kafkaErrorType(error) ?? '');
      if (!isEarly || Date.now() >= deadline) throw error;
    }
    await delay(backoffMs(repetition));
  }
}

/** What brokers say of a partition that is about to be led. */
const EARLY: ReadonlySet<string> = new Set([
  'UNKNOWN_TOPIC_OR_PARTITION',
  'LEADER_NOT_AVAILABLE',
  'NOT_LEADER_FOR_PARTITION',
]);

async function create(
  admin: Admin,
  topics: readonly Topic[],
  { brokers, names, declared, replicationFactor }: EnsureTopicsOptions,
): Promise<void> {
  try {
    // Somebody else may create the same topics at this moment; for kafkajs that is no error.
    await admin.createTopics({
      // kafkajs gives up as soon as one broker has not heard of a topic that another has just made.
      waitForLeaders: false,
      topics: topics.map((topic) => ({
        topic: names.topic(topic.name),
        numPartitions: declared.declare(topic),
        replicationFactor,
        configEntries: topicSettings(topic, replicationFactor),
      })),
    });
  } catch (error) {
    throw (
      refusalOf(brokers, error) ?? (isAggregate(error) ? refusal(error, replicationFactor) : error)
    );
  }
}

/** By its name: kafkajs does not export the class in a way that an ES module can import. */
const isAggregate = (error: unknown): error is KafkaJSAggregateError =>
  error instanceof Error && error.name === 'KafkaJSAggregateError';

function refusal(cause: KafkaJSAggregateError, replicationFactor: number): FreshetError {
  const reasons = new Set(cause.errors.map(String));
  return new FreshetError(
    'CONFIG_INVALID',
    `Kafka does not create topics as this deployment asks (replication factor ${replicationFactor}): ${[...reasons].join('; ')}`,
    { cause, replicationFactor },
  );
}

function mismatch(topic: Topic, name: string, actual: number, expected: number): FreshetError {
  const remedy =
    topic.partitions === 'keyed'
      ? `Set PARTITIONS=${actual}, or delete the topic and what was computed from it: keys would move to other partitions. To change the count: freshet repartition.`
      : 'Delete the topic; it is created anew at the next start.';
  return new FreshetError(
    'LOG_TOPIC_MISMATCH',
    `Kafka topic "${name}" has ${actual} partitions where this deployment expects ${expected}. ${remedy}`,
    { topic: name, actual, expected },
  );
}
