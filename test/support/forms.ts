import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { kafkaAvailable, kafkaBootstrap, redisAvailable } from './engines.ts';
import { freePorts } from './free-port.ts';
import { type RunningService, startService } from './processes.ts';
import { startRedis } from './redis.ts';

/** Freshet as an operator runs it: real processes behind two addresses. */
export interface RunningForm {
  /** Where events and the catalogue go. */
  readonly ingestUrl: string;
  /** Where recommendations come from. */
  readonly apiUrl: string;
  /** Adds a dashboard; in the embedded form it is there. */
  addDashboard(): Promise<RunningService>;
  /** Adds a demo shop on a port of its own; in the embedded form it is there. */
  addShop(): Promise<RunningService>;
  /** Adds a worker; only the distributed form can. */
  addWorker(): Promise<RunningService>;
  /** Adds an API process; only the distributed form can. */
  addApi(): Promise<RunningService>;
  /** Every process, for restarts and kills; the embedded form has one. */
  readonly processes: readonly RunningService[];
}

export interface Form {
  readonly name: string;
  readonly available: boolean;
  start(options?: {
    readonly partitions?: number;
    /** Settings of all services. */
    readonly env?: Readonly<Record<string, string>>;
  }): Promise<RunningForm>;
}

export const embeddedForm: Form = {
  name: 'embedded',
  available: true,
  async start({ partitions = 8, env = {} } = {}) {
    const freshet = await startFreshet(temporaryFolder(), partitions, undefined, env);
    return {
      ingestUrl: freshet.url,
      apiUrl: freshet.url,
      processes: [freshet],
      addDashboard: () => Promise.resolve(freshet),
      addShop: () => Promise.resolve(freshet),
      addWorker: () => Promise.reject(new Error('the embedded form is one process')),
      addApi: () => Promise.reject(new Error('the embedded form is one process')),
    };
  },
};

export const distributedForm: Form = {
  name: 'Kafka and Redis',
  available: kafkaAvailable() && redisAvailable(),
  async start({ partitions = 12, env: more = {} } = {}) {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const env = {
      KAFKA_BROKERS: kafkaBootstrap(),
      KAFKA_PREFIX: `e2e-${randomUUID().slice(0, 8)}.`,
      REDIS_URL: redis.url,
      PARTITIONS: String(partitions),
      JOURNAL_DIR: temporaryFolder(),
      // A busy broker is not away: what is acknowledged lies in the log.
      JOURNAL_AFTER_MS: '30000',
      ...more,
    };
    const [ingestPort] = (await freePorts(1)) as [number];
    const apiEnv = { ...env, INGEST_URL: `http://127.0.0.1:${ingestPort}` };
    const addWorker = () => startService('worker', { env });
    const addApi = () => startService('api', { env: apiEnv });
    const worker = await addWorker();
    const addIngest = () => startService('ingest', { env, port: ingestPort });
    const [ingest, api] = await Promise.all([addIngest(), addApi()]);
    const processes = [worker, ingest, api];
    const urls = { INGEST_URL: ingest.url, API_URL: api.url };
    return {
      ingestUrl: ingest.url,
      apiUrl: api.url,
      processes,
      addWorker,
      addApi,
      addDashboard: () => startService('dashboard', { env: { ...env, ...urls } }),
      addShop: () => startService('shop', { env: urls }),
    };
  },
};

export const forms: readonly Form[] = [embeddedForm, distributedForm];

/** The embedded form on a given folder, so that a test can start it again. */
export function startFreshet(
  dataDir: string,
  partitions = 8,
  port?: number,
  more: Readonly<Record<string, string>> = {},
): Promise<RunningService> {
  const env = { DATA_DIR: dataDir, PARTITIONS: String(partitions), ...more };
  return startService('freshet start', port === undefined ? { env } : { env, port });
}

export function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'freshet-e2e-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}
