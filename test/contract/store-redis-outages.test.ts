import { setTimeout as delay } from 'node:timers/promises';
import { findError } from '@freshet/runtime';
import type { Store } from '@freshet/store';
import { createRedisStore } from '@freshet/store/redis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Cut, startCuttingProxy } from '../support/cutting-proxy.ts';
import { redisAvailable } from '../support/engines.ts';
import { eventually } from '../support/eventually.ts';
import {
  type RedisOptions,
  type RedisServer,
  redisCli,
  startRedis,
  startRedisCluster,
} from '../support/redis.ts';
import { quietLogger } from '../support/quiet-logger.ts';
import { fenceAt, freshPartition, texts } from '../support/store-engines.ts';

const unreachable = { code: 'STORE_UNREACHABLE', retriable: true };
const write = { key: 'a', value: Buffer.from('1') };

async function redis(options?: RedisOptions): Promise<RedisServer> {
  const server = await startRedis(options);
  onTestFinished(() => server.stop());
  return server;
}

async function connect(url: string): Promise<Store> {
  const store = await createRedisStore({ url, logger: quietLogger });
  onTestFinished(() => store.close());
  return store;
}

/**
 * Fails unless the call does, as unreachable, before a timer that starts now. A busy machine may hold
 * up both, but not change their order.
 */
async function expectFailure(call: Promise<unknown>, withinMs: number): Promise<void> {
  const timer = new AbortController();
  const late = delay(withinMs, 'late', { signal: timer.signal });
  const failed = call.then(
    () => 'answered',
    (error: unknown) => error,
  );
  expect(await Promise.race([failed, late])).toMatchObject(unreachable);
  timer.abort();
  await late.catch(() => undefined);
}

describe.skipIf(!redisAvailable())('a connection to Redis lost in the middle of an apply', () => {
  it.for<[Cut, boolean]>([
    ['request', false],
    ['answer', true],
  ])('leaves the outcome to a read: %s lost, applied: %s', async ([cut, applied]) => {
    const server = await redis();
    const proxy = await startCuttingProxy(server.port);
    onTestFinished(() => proxy.close());
    const store = await connect(`redis://127.0.0.1:${proxy.port}`);
    const partition = freshPartition();
    await store.apply({ partition, from: undefined, next: fenceAt(1), writes: [] });

    proxy.cutAt(cut);
    const change = { partition, from: fenceAt(1), next: fenceAt(2), writes: [write] };
    await expect(store.apply(change)).rejects.toMatchObject(unreachable);
    await eventually('connected again', () => store.read(partition, []));
    expect(proxy.connections).toBe(2);
    // A client that sent the change again by itself would have moved the fence in both cases.
    const { fence } = await store.read(partition, []);
    expect(fence).toEqual(fenceAt(applied ? 2 : 1));
    expect(await texts(store, partition, ['a'])).toEqual([applied ? '1' : undefined]);
    // The same call again tells as well: stale at its own goal, or applied now.
    expect(await store.apply(change)).toEqual(
      applied ? { stale: true, at: fenceAt(2) } : { stale: false },
    );
  });

  it.for(['a server', 'a cluster'])(
    'loses and repeats nothing when %s kills clients',
    async (what) => {
      const { url, ports } = await someRedis(what === 'a cluster');
      const store = await connect(url);
      const partition = freshPartition();
      const counted = new AbortController();
      const kill = async () => {
        while (!counted.signal.aborted) {
          await Promise.all(
            ports.map((port) => redisCli(port, 'client', 'kill', 'type', 'normal')),
          );
          await new Promise((resolve) => setTimeout(resolve, 30));
        }
      };
      const killing = kill();
      let lost = 0;
      for (let applied = 0; applied < 500; ) {
        try {
          const { fence } = await store.read(partition, []);
          applied = fence?.next ?? 0;
          const value = Buffer.from(String(applied + 1));
          const next = fenceAt(applied + 1);
          const outcome = await store.apply({
            partition,
            from: fence,
            next,
            writes: [{ key: 'count', value }],
          });
          expect(outcome).toEqual({ stale: false });
        } catch (error) {
          if (findError(error, 'STORE_UNREACHABLE') === undefined) throw error;
          lost += 1;
          await new Promise((resolve) => setImmediate(resolve));
        }
      }
      counted.abort();
      await killing;
      expect(lost).toBeGreaterThan(0);
      await eventually('the count stands', async () => {
        const { fence } = await store.read(partition, []);
        expect(await texts(store, partition, ['count'])).toEqual([String(fence!.next)]);
      });
    },
  );
});

async function someRedis(clustered: boolean): Promise<{ url: string; ports: number[] }> {
  if (!clustered) {
    const { url, port } = await redis();
    return { url, ports: [port] };
  }
  const cluster = await startRedisCluster();
  onTestFinished(() => cluster.stop());
  return { url: cluster.url, ports: cluster.nodes.map(({ port }) => port) };
}

describe.skipIf(!redisAvailable())('a Redis that is gone', () => {
  it('fails every call at once and serves again when it is back', async () => {
    const server = await redis();
    const store = await connect(server.url);
    const partition = freshPartition();
    await store.apply({ partition, from: undefined, next: fenceAt(1), writes: [write] });

    await server.stop();
    const change = { partition, from: fenceAt(1), next: fenceAt(2), writes: [] };
    await expectFailure(store.apply(change), 3_000);
    await expectFailure(store.read(partition, ['a']), 100);
    await expectFailure(store.get([{ partition, key: 'a' }]), 100);
    await expect(store.check()).rejects.toMatchObject(unreachable);

    await redis({ port: server.port });
    await eventually('connected again', () => store.check());
    expect(await store.read(partition, ['a'])).toEqual({ fence: undefined, values: [undefined] });
    await store.apply({ partition, from: undefined, next: fenceAt(1), writes: [] });
  });

  it('fails every call within three seconds while it hangs', async () => {
    const server = await redis();
    const store = await connect(server.url);
    const partition = freshPartition();
    server.kill('SIGSTOP');
    const change = { partition, from: undefined, next: fenceAt(1), writes: [] };
    const calls = [
      store.apply(change),
      store.read(partition, ['a']),
      ...Array.from({ length: 50 }, () => store.get([{ partition, key: 'a' }])),
    ];
    await Promise.all(calls.map((call) => expectFailure(call, 3_000)));
    server.kill('SIGCONT');
    await eventually('connected again', () => store.check());
  });

  it('takes only its own partitions of a cluster with it', async () => {
    const cluster = await startRedisCluster();
    onTestFinished(() => cluster.stop());
    const store = await connect(cluster.url);
    const { namespace } = freshPartition();
    // Partition i of three is in the middle of node i's slots.
    const places = [0, 1, 2].map((partition) =>
      freshPartition({ namespace, partition, partitions: 3 }),
    );
    await Promise.all(
      places.map((partition) =>
        store.apply({ partition, from: undefined, next: fenceAt(1), writes: [write] }),
      ),
    );
    cluster.nodes[1]!.kill('SIGKILL');
    await eventually('the loss is noticed', () =>
      expect(store.read(places[1]!, ['a'])).rejects.toMatchObject(unreachable),
    );
    await expectFailure(store.get([{ partition: places[1]!, key: 'a' }]), 3_000);
    expect(await texts(store, places[0]!, ['a'])).toEqual(['1']);
    expect(await texts(store, places[2]!, ['a'])).toEqual(['1']);
  });
});

describe.skipIf(!redisAvailable())('a server that refuses writes', () => {
  it('gets the script again after it forgot it', async () => {
    const server = await redis();
    const store = await connect(server.url);
    const partition = freshPartition();
    await store.apply({ partition, from: undefined, next: fenceAt(1), writes: [] });
    await redisCli(server.port, 'script', 'flush');
    const change = { partition, from: fenceAt(1), next: fenceAt(2), writes: [write] };
    expect(await store.apply(change)).toEqual({ stale: false });
  });

  it('changes nothing when it is out of memory', async () => {
    const server = await redis();
    const store = await connect(server.url);
    const partition = freshPartition();
    await store.apply({ partition, from: undefined, next: fenceAt(1), writes: [write] });
    await redisCli(server.port, 'config', 'set', 'maxmemory', '100kb');
    const writes = [
      { key: 'a', value: null },
      { key: 'b', value: Buffer.alloc(1_000) },
    ];
    const change = { partition, from: fenceAt(1), next: fenceAt(2), writes };
    await expect(store.apply(change)).rejects.toMatchObject(unreachable);
    expect(await texts(store, partition, ['a', 'b'])).toEqual(['1', undefined]);
    expect((await store.read(partition, [])).fence).toEqual(fenceAt(1));
  });
});
