import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Journal } from '@freshet/ingest';
import { createLogger } from '@freshet/runtime';
import { answerParent } from '../child.ts';
import { cpuSeconds } from '../cpu-seconds.ts';
import { openLog } from '../log.ts';
import { openIntake } from './intake.ts';

const dir = await mkdtemp(join(tmpdir(), 'freshet-bench-journal-'));
const logger = createLogger('bench', 'warn');
const ends: (() => Promise<void>)[] = [() => rm(dir, { recursive: true, force: true })];

const calls = {
  /** Listens as ingest does with its journal and message status, or without both; answers with the URL. */
  async listen({ broker, partitions, journaled }: Listening): Promise<string> {
    const log = await openLog(broker, partitions);
    ends.push(() => log.close());
    const journal = journaled ? await Journal.open({ dir, bytesMax: 2 ** 30, logger }) : undefined;
    if (journal !== undefined) ends.push(() => journal.close());
    const intake = await openIntake({
      log,
      logger,
      messageStatus: journaled,
      ...(journal !== undefined && { journal }),
    });
    ends.push(() => intake.close());
    return intake.url;
  },
  /** Seconds of CPU that this process has used. */
  cpuSeconds: () => Promise.resolve(cpuSeconds()),
};

interface Listening {
  readonly broker: string;
  readonly partitions: number;
  readonly journaled: boolean;
}

export type KafkaIngestCalls = typeof calls;

answerParent(calls, async () => {
  for (const end of ends.toReversed()) await end();
});
