import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fence, StatePartition, Store } from '@freshet/store';
import { createEmbeddedStore, openEnvironment } from '@freshet/store/embedded';
import { createRedisStore } from '@freshet/store/redis';
import { afterAll, beforeAll, describe, onTestFinished } from 'vitest';
import { redisAvailable, redisUrl } from './engines.ts';
import { quietLogger } from './quiet-logger.ts';
import { startRedisCluster } from './redis.ts';

interface StoreEngine {
  readonly name: string;
  readonly available: boolean;
  start(): Promise<RunningEngine>;
}

interface RunningEngine {
  open(): Promise<Store>;
  stop(): Promise<void>;
}

const engines: readonly StoreEngine[] = [
  { name: 'embedded', available: true, start: startEmbedded },
  {
    name: 'Redis',
    available: redisAvailable(),
    start: async () => ({
      open: () => createRedisStore({ url: redisUrl(), logger: quietLogger }),
      stop: async () => {},
    }),
  },
  {
    name: 'Redis Cluster',
    available: redisAvailable(),
    start: async () => {
      const { url, stop } = await startRedisCluster();
      return { open: () => createRedisStore({ url, logger: quietLogger }), stop };
    },
  },
];

async function startEmbedded(): Promise<RunningEngine> {
  const dir = await mkdtemp(join(tmpdir(), 'freshet-store-'));
  const environment = openEnvironment(dir);
  return {
    open: async () => createEmbeddedStore(environment),
    async stop() {
      await environment.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Registers the same tests for every engine; `open` gives another client, closed with the test. */
export function describeStores(promise: string, body: (open: () => Promise<Store>) => void): void {
  for (const { name, available, start } of engines) {
    describe.skipIf(!available)(`${promise} (${name})`, () => {
      let engine: RunningEngine;
      beforeAll(async () => {
        engine = await start();
      });
      afterAll(() => engine.stop());
      body(async () => {
        const store = await engine.open();
        onTestFinished(() => store.close());
        return store;
      });
    });
  }
}

/** A partition that nobody else has written. */
export function freshPartition(place: Partial<StatePartition> = {}): StatePartition {
  return {
    namespace: `test-${randomUUID()}`,
    group: 'group',
    partition: 1,
    partitions: 4,
    ...place,
  };
}

/** The fence after `next` records. */
export function fenceAt(next: number): Fence {
  return { next, checksum: (next * 2_654_435_761) % 2 ** 32, streamTime: 1_700_000_000_000 + next };
}

/** The values under these keys, as text. */
export async function texts(
  store: Store,
  partition: StatePartition,
  keys: readonly string[],
): Promise<readonly (string | undefined)[]> {
  const { values } = await store.read(partition, keys);
  return values.map((value) => value && Buffer.from(value).toString());
}
