import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { topics } from '@freshet/events';
import { createLogger } from '@freshet/runtime';
import { openEnvironment } from '@freshet/store/embedded';
import { createEmbeddedLog } from '@freshet/stream/embedded';
import { answerParent } from '../child.ts';
import { openIntake } from './intake.ts';

const PARTITIONS = 32;

const dir = await mkdtemp(join(tmpdir(), 'freshet-bench-'));
const logger = createLogger('bench', 'warn');
const environment = openEnvironment(dir);
const log = createEmbeddedLog({ environment, partitions: PARTITIONS, logger });
await log.admin.ensureTopics(Object.values(topics));
const intake = await openIntake({ log, logger });

const calls = {
  /** Where it listens. */
  url: async (): Promise<string> => intake.url,
};

export type EmbeddedIngestCalls = typeof calls;

answerParent(calls, async () => {
  await intake.close();
  await log.close();
  await environment.close();
  await rm(dir, { recursive: true, force: true });
});
