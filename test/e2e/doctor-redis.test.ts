import { rmSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { redisAvailable } from '../support/engines.ts';
import { askDoctor, expectFound, type PlantedFault } from '../support/doctor.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/forms.ts';
import { freePorts } from '../support/free-port.ts';
import { type RedisOptions, redisCli, startRedis, startRedisCluster } from '../support/redis.ts';

/** Kafka is away in all of these: what is looked at in Redis does not depend on it. */
async function settings(url: string) {
  const [kafka] = await freePorts(1);
  return {
    KAFKA_BROKERS: `127.0.0.1:${kafka}`,
    REDIS_URL: url,
    JOURNAL_DIR: temporaryFolder(),
  };
}

async function redis(
  extraArgs: readonly string[] = [],
  options: RedisOptions = { appendonly: true },
) {
  const server = await startRedis({ ...options, extraArgs });
  onTestFinished(() => server.stop());
  return server;
}

interface RedisFault extends PlantedFault {
  /** Answers with REDIS_URL. */
  plant(): Promise<string>;
}

const faults: readonly RedisFault[] = [
  {
    fault: 'a Redis that drops keys',
    plant: async () => (await redis(['--maxmemory-policy', 'allkeys-lru'])).url,
    check: 'redis',
    verdict: 'problem',
    says: /maxmemory-policy is "allkeys-lru"/,
    mend: /redis-cli -h 127\.0\.0\.1 -p \d+ config set maxmemory-policy noeviction/,
  },
  {
    fault: 'a Redis that keeps nothing on disk',
    plant: async () => (await redis([], {})).url,
    check: 'persistence',
    verdict: 'problem',
    says: /keeps nothing on disk/,
    mend: /redis-cli -h 127\.0\.0\.1 -p \d+ config set appendonly yes/,
  },
  {
    fault: 'a Redis that could not write its snapshot',
    plant: async () => {
      const dir = temporaryFolder();
      const { url, port } = await redis(['--save', '3600 1'], { dir });
      rmSync(dir, { recursive: true });
      await eventually('it has tried', async () => {
        await redisCli(port, 'bgsave').catch(() => undefined);
        expect(await redisCli(port, 'info', 'persistence')).toContain('last_bgsave_status:err');
      });
      return url;
    },
    check: 'persistence',
    verdict: 'problem',
    says: /rdb_last_bgsave_status is "err"/,
    mend: /config get dir/,
  },
  {
    fault: 'a Redis that is nearly full',
    plant: async () => {
      const { url, port } = await redis();
      await redisCli(port, 'setrange', 'filler', '8000000', 'x');
      const info = await redisCli(port, 'info', 'memory');
      const used = Number(/used_memory:(\d+)/.exec(info)?.[1]);
      await redisCli(port, 'config', 'set', 'maxmemory', String(Math.ceil(used * 1.05)));
      return url;
    },
    check: 'memory',
    verdict: 'problem',
    says: /9\d % of maxmemory/,
    mend: /config set maxmemory \d+/,
  },
  {
    fault: 'a replica in place of a master',
    plant: async () => {
      const { port } = await redis();
      return (await redis(['--replicaof', `127.0.0.1 ${port}`])).url;
    },
    check: 'redis',
    verdict: 'problem',
    says: /is a slave/,
    mend: /REDIS_URL must lead to the master/,
  },
  {
    fault: 'one address of a cluster',
    plant: async () => {
      const cluster = await startRedisCluster();
      onTestFinished(() => cluster.stop());
      return cluster.nodes[0]!.url;
    },
    check: 'redis',
    verdict: 'problem',
    says: /is a node of a Redis Cluster/,
    mend: /name two or more of its nodes in REDIS_URL/,
  },
  {
    fault: 'a cluster with slots that nobody serves',
    plant: async () => {
      const cluster = await startRedisCluster();
      onTestFinished(() => cluster.stop());
      await redisCli(cluster.nodes[0]!.port, 'cluster', 'delslotsrange', '0', '9');
      await eventually('it knows', async () =>
        expect(await redisCli(cluster.nodes[0]!.port, 'cluster', 'info')).toContain('state:fail'),
      );
      return cluster.url;
    },
    check: 'slots',
    verdict: 'problem',
    says: /in state "fail" with 16374 of 16384 slots served/,
    mend: /redis-cli --cluster fix 127\.0\.0\.1:\d+/,
  },
  {
    fault: 'a Redis that hangs',
    plant: async () => {
      const server = await redis();
      server.kill('SIGSTOP');
      return server.url;
    },
    check: 'redis',
    verdict: 'problem',
    says: /did not answer/,
    mend: /Start it, and see that REDIS_URL leads to it/,
  },
  {
    fault: 'a Redis that is away',
    plant: async () => `redis://user:hunter2@127.0.0.1:${(await freePorts(1))[0]}`,
    check: 'redis',
    verdict: 'problem',
    says: /did not answer \(connect ECONNREFUSED/,
    mend: /redis-cli -h 127\.0\.0\.1 -p \d+ ping/,
  },
];

describe.skipIf(!redisAvailable())('freshet doctor finds (Redis)', () => {
  it.for(faults)('$fault, and that Kafka is away', async ({ plant, ...planted }) => {
    const report = await askDoctor(await settings(await plant()));
    expectFound(report, planted);
    expectFound(report, {
      fault: 'a Kafka that is away',
      check: 'kafka',
      verdict: 'problem',
      says: /Kafka at 127\.0\.0\.1:\d+ could not be used/,
      mend: /Start the brokers, or set KAFKA_BROKERS/,
    });
    expect(report.code).toBe(1);
    expect(JSON.stringify(report)).not.toContain('hunter2');
  });
});
