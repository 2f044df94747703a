import type { Topic } from '@freshet/events';

/** A partition as the brokers keep it. */
export interface InspectedPartition {
  readonly partition: number;
  /** Ids of the brokers that are to have a copy. */
  readonly replicas: readonly number[];
  /** Those of them that have all of it. */
  readonly inSync: readonly number[];
}

export interface InspectedTopic {
  /** Without the deployment's prefix. */
  readonly name: string;
  readonly nameOnBrokers: string;
  readonly partitions: readonly InspectedPartition[];
  /** Every setting that holds for it, whether of the topic or of the brokers. */
  readonly settings: ReadonlyMap<string, string>;
  /** The settings that it must have, with as many copies; of `max.message.bytes` the least. */
  readonly needed: ReadonlyMap<string, string>;
}

export interface InspectedBrokers {
  /** `host:port` of each that is there now. */
  readonly addresses: readonly string[];
  /** Oldest version of the request Fetch that they take, which grows as brokers drop old ones. */
  readonly fetchVersionMin: number | undefined;
}

/** Where a group stands in a topic, over all partitions. */
export interface GroupStanding {
  readonly group: string;
  readonly topic: string;
  /** Records not yet done with. */
  readonly lag: number;
  /** Records that went before the group was done with them. */
  readonly missed: number;
  /** Whether it has committed anywhere. */
  readonly hasBegun: boolean;
}

/** One of the newest records of a partition. */
export interface NewestRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** Epoch ms. */
  readonly timestamp: number;
  readonly value: Uint8Array | null;
}

/** Something that the user of these settings needs to do, and may not. */
export interface MissingRight {
  readonly resource: 'topic' | 'group' | 'transactional-id';
  /** As Kafka's ACLs call it. */
  readonly operation: string;
  /** The topics it is missing on, as brokers call them; of other resources it is missing altogether. */
  readonly names?: readonly string[];
}

/**
 * A log on brokers, looked at without changing anything, for as long as the process lives. Calls throw
 * LOG_UNREACHABLE.
 */
export interface LogInspection {
  brokers(): Promise<InspectedBrokers>;
  /** Those of the topics that there are. */
  topics(wanted: readonly Topic[]): Promise<readonly InspectedTopic[]>;
  standing(group: string, topic: string): Promise<GroupStanding>;
  /** The newest record of each partition that has one. */
  newest(names: readonly string[]): Promise<readonly NewestRecord[]>;
  /** Whether records of the topic have a time after this one (epoch ms). */
  hasRecordsAfter(topic: string, timestamp: number): Promise<boolean>;
  /** What services do with these topics, with groups and transactions, and this user may not. */
  missingRights(topics: readonly string[]): Promise<readonly MissingRight[]>;
}
