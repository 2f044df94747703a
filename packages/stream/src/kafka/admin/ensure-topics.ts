import { setTimeout as delay } from 'node:timers/promises';
import type { Topic } from '@freshet/events';
import { FreshetError } from '@freshet/runtime';
import type { Admin, ITopicMetadata, KafkaJSAggregateError } from 'kafkajs';
import { backoffMs } from '../backoff.ts';
import { kafkaErrorType } from '../connection.ts';
import type { Names } from '../names.ts';
import { refusalOf } from '../refusal.ts';
import type { DeclaredTopics } from './declared-topics.ts';
import { topicSettings } from './topic-settings.ts';

/** How long new topics may take until they are led, as every broker knows, in ms. */
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
  const found = await ledTopics(
    admin,
    topics.map(({ name }) => names.topic(name)),
  );
  const counts = new Map(found.map(({ name, partitions }) => [name, partitions.length]));
  for (const topic of topics) {
    const actual = counts.get(names.topic(topic.name)) ?? 0;
    const expected = declared.declare(topic);
    if (actual !== expected) throw mismatch(topic, names.topic(topic.name), actual, expected);
  }
}

/** The topics, once a leader is known of each partition: brokers hear of a new topic one after another. */
async function ledTopics(admin: Admin, names: string[]): Promise<readonly ITopicMetadata[]> {
  const deadline = Date.now() + LEADERS_MS_MAX;
  for (let repetition = 1; ; repetition++) {
    const [found, error] = await admin.fetchTopicMetadata({ topics: names }).then(
      ({ topics }) => [topics, undefined] as const,
      (reason: unknown) => [undefined, reason] as const,
    );
    if (found?.every(isLed)) return found;
    if (error !== undefined && !isHearsay(error)) throw error;
    if (Date.now() >= deadline) throw error ?? new Error(`no leader of ${unled(found!)}`);
    await delay(backoffMs(repetition));
  }
}

const isLed = ({ partitions }: ITopicMetadata): boolean =>
  partitions.every(({ leader }) => leader >= 0);

const unled = (found: readonly ITopicMetadata[]): string =>
  found
    .filter((topic) => !isLed(topic))
    .map(({ name }) => name)
    .join(', ');

/** Whether the broker that was asked may only not have heard of the topic yet. */
const isHearsay = (error: unknown): boolean =>
  ['UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE'].includes(kafkaErrorType(error) ?? '');

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
