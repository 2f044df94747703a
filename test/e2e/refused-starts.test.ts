import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kafkaAvailable, kafkaBootstrap, redisAvailable, redisUrl } from '../support/engines.ts';
import { startFreshet, temporaryFolder } from '../support/forms.ts';
import { freePorts } from '../support/free-port.ts';
import { type ServiceName, startProcess, startService, stripTypes } from '../support/processes.ts';
import { startRedis } from '../support/redis.ts';

const entry = (service: ServiceName) =>
  service === 'freshet start'
    ? ['services/freshet/src/main.ts', 'start']
    : [`services/${service}/src/main.ts`];

/** What a start that must fail says: its output, once it has ended with 1 and without a stack. */
async function refusal(service: ServiceName, env: Record<string, string>): Promise<string> {
  const command = [process.execPath, ...stripTypes, ...entry(service)];
  const started = startProcess({ command, env: { LOG_LEVEL: 'silent', ...env } });
  const code = await started.exited;
  const output = started.output();
  expect(code, output).toBe(1);
  expect(output, 'no stack trace').not.toMatch(/^\s+at /m);
  return output;
}

describe('a start is refused in plain words', () => {
  it('with every wrong setting at once', async () => {
    const said = await refusal('worker', { PORT: '70000', PARTITIONS: 'many', DEPLOYMENT: 'zoo' });
    expect(said).toContain('CONFIG_INVALID');
    for (const name of ['PORT', 'PARTITIONS', 'DEPLOYMENT', 'KAFKA_BROKERS', 'REDIS_URL']) {
      expect(said).toContain(name);
    }
  });

  it('when no Kafka answers', async () => {
    const [port] = await freePorts(1);
    const said = await refusal('ingest', {
      KAFKA_BROKERS: `127.0.0.1:${port}`,
      JOURNAL_DIR: temporaryFolder(),
    });
    expect(said).toContain('LOG_UNREACHABLE');
    expect(said).toContain(`127.0.0.1:${port}`);
  });

  it('when no Redis answers, without its password', async () => {
    const [port] = await freePorts(1);
    const said = await refusal('worker', {
      KAFKA_BROKERS: '127.0.0.1:1',
      REDIS_URL: `redis://user:hunter2@127.0.0.1:${port}`,
    });
    expect(said).toContain('STORE_UNREACHABLE');
    expect(said).toContain(`127.0.0.1:${port}`);
    expect(said).not.toContain('hunter2');
  });

  it('on a port that is in use', async () => {
    const running = await startFreshet(temporaryFolder());
    const { port } = new URL(running.url);
    const said = await refusal('freshet start', { DATA_DIR: temporaryFolder(), PORT: port });
    expect(said).toContain('PORT_IN_USE');
    expect(said).toContain(port);
  });

  it('on a folder that another process has open', async () => {
    const dir = temporaryFolder();
    const running = await startFreshet(dir);
    const [port] = await freePorts(1);
    const said = await refusal('freshet start', { DATA_DIR: dir, PORT: String(port) });
    expect(said).toContain('DATA_DIR_IN_USE');
    expect(said).toContain(String(running.pid));
  });

  it('on data that LMDB cannot open', async () => {
    const dir = temporaryFolder();
    writeFileSync(join(dir, 'data.mdb'), Buffer.alloc(8192, 'x'));
    const said = await refusal('freshet start', { DATA_DIR: dir });
    expect(said).toContain('DATA_DIR_UNREADABLE');
    expect(said).toContain(dir);
  });

  it('on a folder written with another partition count', async () => {
    const dir = temporaryFolder();
    const running = await startFreshet(dir, 8);
    await running.stop();
    const said = await refusal('freshet start', { DATA_DIR: dir, PARTITIONS: '5' });
    expect(said).toContain('LOG_TOPIC_MISMATCH');
    expect(said).toMatch(/8.*5|5.*8/);
  });
});

describe.skipIf(!kafkaAvailable() || !redisAvailable())('a start is refused (Kafka, Redis)', () => {
  it('on topics with another partition count', async () => {
    const env = { KAFKA_BROKERS: kafkaBootstrap(), KAFKA_PREFIX: `refused-${randomUUID()}.` };
    const ingest = await startService('ingest', {
      env: { ...env, PARTITIONS: '4', JOURNAL_DIR: temporaryFolder() },
    });
    await ingest.stop();
    const said = await refusal('worker', { ...env, REDIS_URL: redisUrl(), PARTITIONS: '6' });
    expect(said).toContain('LOG_TOPIC_MISMATCH');
    expect(said).toContain('behaviour.events');
  });

  it('on a Redis that would evict scores', async () => {
    const redis = await startRedis({ extraArgs: ['--maxmemory-policy', 'allkeys-lru'] });
    try {
      const env = { KAFKA_BROKERS: kafkaBootstrap(), REDIS_URL: redis.url };
      const said = await refusal('worker', env);
      expect(said).toContain('STORE_MISCONFIGURED');
      expect(said).toContain('noeviction');
    } finally {
      await redis.stop();
    }
  });
});
