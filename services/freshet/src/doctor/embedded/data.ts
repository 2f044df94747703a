import { partitionCounts } from '@freshet/events';
import { type Judgement, ok, problem } from '../finding.ts';
import type { FolderReading } from './folder-reader.ts';

export interface DataSettings {
  /** DATA_DIR. */
  readonly dir: string;
  /** PARTITIONS. */
  readonly keyed: number;
}

/** Whether the data directory can be read and fits the settings. */
export function judgeData(reading: FolderReading, { dir, keyed }: DataSettings): Judgement {
  if ('failure' in reading) return damaged(dir, reading.failure);
  if ('otherVersion' in reading) return written(dir, reading.otherVersion, reading.known);
  const counts = partitionCounts(keyed);
  const other = reading.folder.topics.find(
    ({ name, partitions }) => (counts.get(name) ?? partitions) !== partitions,
  );
  if (other !== undefined) {
    return problem(
      `Topic ${other.name} in ${dir} has ${other.partitions} partitions where ${counts.get(other.name)} are expected; services refuse to start on it.`,
      `Set PARTITIONS=${other.partitions}, or DATA_DIR to an empty folder.`,
    );
  }
  const who = reading.owner === undefined ? 'not in use' : `in use by process ${reading.owner}`;
  return ok(`${dir} can be read, ${reading.folder.topics.length} topics, ${who}`);
}

const damaged = (dir: string, failure: string): Judgement =>
  problem(
    `The data in ${dir} are damaged (${failure}).`,
    `Bring back a copy of the folder, or begin anew: mv ${dir} ${dir}.damaged`,
  );

const written = (dir: string, version: number, known: number): Judgement =>
  problem(
    `The data in ${dir} were written by another version of LMDB (format ${version}; this one reads ${known}).`,
    'Run the version of Freshet that wrote them, or set DATA_DIR to an empty folder.',
  );
