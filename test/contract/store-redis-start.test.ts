import { createRedisStore } from '@freshet/store/redis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { redisAvailable } from '../support/engines.ts';
import { freePorts } from '../support/free-port.ts';
import { type RedisOptions, redisCli, startRedis, startRedisCluster } from '../support/redis.ts';
import { quietLogger } from '../support/quiet-logger.ts';

const open = (url: string) => createRedisStore({ url, logger: quietLogger });

async function redis(options?: RedisOptions) {
  const server = await startRedis(options);
  onTestFinished(() => server.stop());
  return server;
}

describe.skipIf(!redisAvailable())('a store on Redis', () => {
  it.for(['one server', 'a cluster'])('says within seconds that %s is not there', async (what) => {
    const ports = await freePorts(what === 'a cluster' ? 3 : 1);
    const url = ports.map((port) => `redis://someone:secret@127.0.0.1:${port}`).join(',');
    const start = performance.now();
    const error: Error = await open(url).then(
      () => expect.unreachable(),
      (reason) => reason,
    );
    expect(performance.now() - start).toBeLessThan(20_000);
    expect(error).toMatchObject({ code: 'STORE_UNREACHABLE' });
    expect(error.message).toContain(`127.0.0.1:${ports[0]}`);
    expect(error.message).not.toContain('secret');
  });

  it('refuses a server that drops keys and names the command that mends it', async () => {
    const { url, port } = await redis({ extraArgs: ['--maxmemory-policy', 'allkeys-lru'] });
    await expect(open(url)).rejects.toMatchObject({
      code: 'STORE_MISCONFIGURED',
      message: expect.stringContaining(
        `redis-cli -h 127.0.0.1 -p ${port} config set maxmemory-policy noeviction`,
      ),
    });
    await redisCli(port, 'config', 'set', 'maxmemory-policy', 'noeviction');
    const store = await open(url);
    onTestFinished(() => store.close());
    await redisCli(port, 'config', 'set', 'maxmemory-policy', 'volatile-ttl');
    await expect(store.check()).rejects.toMatchObject({ code: 'STORE_MISCONFIGURED' });
  });

  it('refuses a replica', async () => {
    const { port } = await redis();
    const replica = await redis({ extraArgs: ['--replicaof', `127.0.0.1 ${port}`] });
    await expect(open(replica.url)).rejects.toMatchObject({
      code: 'STORE_MISCONFIGURED',
      message: expect.stringContaining('must lead to the master'),
    });
  });

  it('refuses a single address of a cluster', async () => {
    const cluster = await startRedisCluster();
    onTestFinished(() => cluster.stop());
    await expect(open(cluster.nodes[0]!.url)).rejects.toMatchObject({
      code: 'STORE_MISCONFIGURED',
      message: expect.stringContaining('comma separated'),
    });
  });

  it('uses the credentials of its address and never shows them', async () => {
    const { port } = await redis();
    await redisCli(port, 'acl', 'setuser', 'shop', 'on', '~*', '+@all', '>s:cret/');
    await redisCli(port, 'acl', 'setuser', 'default', 'off');
    const store = await open(`redis://shop:${encodeURIComponent('s:cret/')}@127.0.0.1:${port}`);
    await store.close();
    for (const credentials of ['shop:wrong@', '']) {
      const error: Error = await open(`redis://${credentials}127.0.0.1:${port}`).then(
        () => expect.unreachable(),
        (reason) => reason,
      );
      expect(error).toMatchObject({ code: 'STORE_MISCONFIGURED' });
      expect(error.message).not.toContain('wrong@');
    }
  });

  it.for([
    '',
    'localhost:6379',
    'http://localhost',
    'redis://',
    'redis://h/x',
    'redis://u:secret@h:p',
  ])('refuses the address "%s" without repeating it', async (url) => {
    const error: Error = await open(url).then(
      () => expect.unreachable(),
      (reason) => reason,
    );
    expect(error).toMatchObject({ code: 'CONFIG_INVALID' });
    expect(error.message).not.toContain('secret');
  });
});
