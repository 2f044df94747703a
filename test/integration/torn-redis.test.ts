import { readFile, truncate } from 'node:fs/promises';
import type { Store } from '@freshet/store';
import { createRedisStore } from '@freshet/store/redis';
import { expect, it, onTestFinished } from 'vitest';
import { newestAppendOnlyFile } from '../support/append-only-file.ts';
import { redisAvailable } from '../support/engines.ts';
import { temporaryFolder } from '../support/forms.ts';
import { quietLogger } from '../support/quiet-logger.ts';
import { startRedis } from '../support/redis.ts';

const KEYS = ['a', 'b', 'c'];
const TEST_TIMEOUT_MS = 120_000;

const partition = (number: number, namespace = 'main') => ({
  namespace,
  group: 'items',
  partition: number,
  partitions: 2,
});
const fence = (next: number) => ({ next, checksum: next, streamTime: next });

/** Every key says in which of the partition's writes it was written. */
async function write(store: Store, number: number, next: number, namespace?: string) {
  const applied = await store.apply({
    partition: partition(number, namespace),
    from: next === 1 ? undefined : fence(next - 1),
    next: fence(next),
    writes: KEYS.map((key) => ({ key, value: Buffer.from(`${key}${next}`), ttlS: 1_000 })),
  });
  expect(applied).toEqual({ stale: false });
}

/** A Redis in one folder that is killed and started again, and a store for each of its lives. */
function startLives(dir: string) {
  return async (work: (store: Store) => Promise<void>) => {
    const redis = await startRedis({ appendonly: true, dir });
    onTestFinished(() => redis.stop());
    const store = await createRedisStore({ url: redis.url, logger: quietLogger });
    try {
      await work(store);
    } finally {
      await store.close();
      await redis.stop();
    }
  };
}

/** Cuts the newest file inside the second command of its last block. */
async function tearLastBlock(dir: string): Promise<void> {
  const file = await newestAppendOnlyFile(dir);
  const text = await readFile(file, 'latin1');
  const block = text.lastIndexOf('MULTI');
  const second = text.indexOf('SET', text.indexOf('SET', block) + 1);
  expect(second).toBeGreaterThan(0);
  await truncate(file, second + 10);
}

it.skipIf(!redisAvailable())(
  'a write of which Redis lost the end is not there after the start behind that either',
  async () => {
    const dir = temporaryFolder();
    const live = startLives(dir);
    await live(async (store) => {
      await write(store, 0, 1);
      await write(store, 0, 2);
    });
    await tearLastBlock(dir);
    await live((store) => write(store, 1, 1));
    await live(async (store) => {
      expect(await store.read(partition(0), KEYS)).toEqual({
        fence: fence(1),
        values: KEYS.map((key) => Buffer.from(`${key}1`)),
      });
    });
  },
  TEST_TIMEOUT_MS,
);

it.skipIf(!redisAvailable())(
  'a namespace that was dropped behind a torn write stays dropped',
  async () => {
    const dir = temporaryFolder();
    const live = startLives(dir);
    await live(async (store) => {
      await write(store, 0, 1, 'old');
      await write(store, 0, 1);
    });
    await tearLastBlock(dir);
    await live((store) => store.dropNamespace('old'));
    await live(async (store) => {
      expect(await store.read(partition(0, 'old'), KEYS)).toEqual({
        fence: undefined,
        values: KEYS.map(() => undefined),
      });
    });
  },
  TEST_TIMEOUT_MS,
);
