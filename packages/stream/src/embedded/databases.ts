import type { Database, RootDatabase } from 'lmdb';
import type { Retention } from '../log.ts';

/** Topic id, partition, offset of the batch's first record. */
export type BatchKey = [topic: number, partition: number, base: number];

/** What a topic is on disk. */
export interface TopicEntry {
  /** Never reused; short, since it begins every key. */
  readonly id: number;
  readonly partitions: number;
  /** Set at run time; without it the topic is kept as it is declared. */
  readonly retention?: Retention;
}

/** Where a partition stands that has no batch left to tell. */
export interface EndEntry {
  readonly end: number;
  readonly position: number;
}

/** How far a partition is compacted. */
export interface CompactedEntry extends EndEntry {
  /** Bytes left by the last pass below `end`. */
  readonly keptBytes: number;
}

/** The databases of the log in the environment that it shares with the store. */
export interface Databases {
  /** Written to as one transaction. */
  readonly batches: Database<Buffer, BatchKey>;
  readonly topics: Database<TopicEntry, string>;
  readonly ends: Database<EndEntry, [topic: number, partition: number]>;
  readonly compacted: Database<CompactedEntry, [topic: number, partition: number]>;
  readonly committed: Database<number, [group: string, topic: number, partition: number]>;
}

export function openDatabases(environment: RootDatabase<Buffer>): Databases {
  return {
    batches: environment.openDB('log-batches', { encoding: 'binary' }),
    topics: environment.openDB('log-topics', { encoding: 'json' }),
    ends: environment.openDB('log-ends', { encoding: 'json' }),
    compacted: environment.openDB('log-compacted', { encoding: 'json' }),
    committed: environment.openDB('log-committed', { encoding: 'json' }),
  };
}
