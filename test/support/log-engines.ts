import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEnvironment } from '@freshet/store/embedded';
import type { Log } from '@freshet/stream';
import { createEmbeddedLog } from '@freshet/stream/embedded';
import { createKafkaLog } from '@freshet/stream/kafka';
import { describe, onTestFinished } from 'vitest';
import { kafkaAvailable, kafkaBootstrap } from './engines.ts';
import { quietLogger } from './quiet-logger.ts';

/** Partitions of keyed topics in every log that a test opens, unless it asks for others. */
export const KEYED_PARTITIONS = 4;

/** Time between two rounds of retention, as the tests' brokers have it. */
const RETENTION_CHECK_MS = 500;

/** One place where a log keeps its records, private to a test. */
export interface LogHome {
  /** Opens the log there; a second one only after the first was closed. */
  open(options?: { readonly partitions?: number }): Promise<Log>;
}

export interface LogEngine {
  readonly name: string;
  readonly available: boolean;
  createHome(): Promise<LogHome>;
}

const embedded: LogEngine = {
  name: 'embedded',
  available: true,
  async createHome() {
    const dir = await mkdtemp(join(tmpdir(), 'freshet-log-'));
    onTestFinished(() => rm(dir, { recursive: true }));
    return {
      async open({ partitions = KEYED_PARTITIONS } = {}) {
        const environment = openEnvironment(dir);
        const log = createEmbeddedLog({
          environment,
          partitions,
          logger: quietLogger,
          retentionCheckMs: RETENTION_CHECK_MS,
        });
        return closedOnce(log, () => environment.close());
      },
    };
  },
};

const kafka: LogEngine = {
  name: 'Kafka',
  available: kafkaAvailable(),
  async createHome() {
    const prefix = `test-${randomUUID()}-`;
    return {
      async open({ partitions = KEYED_PARTITIONS } = {}) {
        const log = await createKafkaLog({
          brokers: [kafkaBootstrap()],
          clientId: 'contract',
          partitions,
          replicationFactor: 1,
          prefix,
          logger: quietLogger,
        });
        return closedOnce(log);
      },
    };
  },
};

/** Runs the same tests on every engine of the log port that can run here. */
export function describeLog(subject: string, tests: (engine: LogEngine) => void): void {
  for (const engine of [embedded, kafka]) {
    const name = engine.available ? engine.name : `${engine.name}, which cannot run here`;
    describe.skipIf(!engine.available)(`${subject} (${name})`, () => {
      tests(engine);
    });
  }
}

/** The log of a fresh home. */
export async function openLog(engine: LogEngine): Promise<Log> {
  const home = await engine.createHome();
  return home.open();
}

/** Closes what the test left open. */
function closedOnce(log: Log, then?: () => Promise<void>): Log {
  let closed: Promise<void> | undefined;
  const close = async () => {
    await log.close();
    await then?.();
  };
  const once = (): Promise<void> => {
    closed ??= close();
    return closed;
  };
  onTestFinished(once);
  return { ...log, close: once };
}
