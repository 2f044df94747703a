import { schemaIdOf } from '@freshet/events';
import type { RootDatabase } from 'lmdb';
import { openDatabases } from './databases.ts';
import { Topics } from './topics.ts';

/** What a folder holds of the log. */
export interface InspectedFolder {
  readonly topics: readonly {
    readonly name: string;
    readonly partitions: number;
    /** Of each partition's newest record, where there is one that names a schema. */
    readonly schemaIds: readonly number[];
  }[];
  /** When the newest record of all was appended, epoch ms; 0: never. */
  readonly newestAt: number;
}

/** So far back a partition's newest record is looked for: compaction leaves gaps. */
const OFFSETS_BACK = 20;

/** Reads the newest record of every partition of an environment that was opened to be read. */
export function inspectEnvironment(environment: RootDatabase<Buffer>): InspectedFolder {
  const topics = new Topics(openDatabases(environment), 1);
  let newestAt = 0;
  const found = topics.all().map(({ name, partitions }) => {
    const newest = partitions.flatMap((log) => {
      const { records } = log.read(Math.max(log.start, log.end - OFFSETS_BACK));
      return records.slice(-1);
    });
    for (const { timestamp } of newest) newestAt = Math.max(newestAt, timestamp);
    const ids = newest.flatMap(({ value }) => (value === null ? [] : [schemaIdOf(value)]));
    const schemaIds = [...new Set(ids.filter((id) => id !== undefined))];
    return { name, partitions: partitions.length, schemaIds };
  });
  return { topics: found, newestAt };
}
