import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEnvironment } from '@freshet/store/embedded';
import { onTestFinished } from 'vitest';
import { type Databases, openDatabases } from './databases.ts';
import { type OutgoingBytes, PartitionLog } from './partition-log.ts';
import { writeDurably } from './transaction.ts';

export interface OpenPartition {
  readonly databases: Databases;
  readonly log: PartitionLog;
  /** The partition as a process finds it that starts now. */
  reopened(): PartitionLog;
}

/** An empty partition in an environment of the test's own. */
export function openPartition(): OpenPartition {
  const dir = mkdtempSync(join(tmpdir(), 'freshet-partition-'));
  const environment = openEnvironment(dir);
  onTestFinished(async () => {
    await environment.close();
    rmSync(dir, { recursive: true });
  });
  const databases = openDatabases(environment);
  const reopened = () => new PartitionLog(databases, 1, 0);
  return { databases, log: reopened(), reopened };
}

/** Appends records as one call would. */
export async function append(
  log: PartitionLog,
  databases: Databases,
  records: readonly OutgoingBytes[],
  atMs = Date.now(),
): Promise<void> {
  const appendix = log.frame(records, atMs);
  await writeDurably(databases, () => {
    for (const { key, frame } of appendix.batches) void databases.batches.put(key, frame);
  });
  log.appended(appendix);
}

/** Everything from an offset on, in as many reads as it takes. */
export function readFrom(log: PartitionLog, from: number) {
  const records = [];
  for (let next = from; next < log.end; ) {
    const read = log.read(next);
    records.push(...read.records);
    next = read.next;
  }
  return records;
}
