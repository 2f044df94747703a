import { inspect } from 'node:util';
import { createRedisStore } from '@freshet/store/redis';
import { describe, expect, onTestFinished, test } from 'vitest';
import { redisAvailable } from '../../support/engines.ts';
import { temporaryFolder } from '../../support/forms.ts';
import { commands, startProcess, stripTypes } from '../../support/processes.ts';
import { quietLogger } from '../../support/quiet-logger.ts';
import { startRedis } from '../../support/redis.ts';

const SECRET = 'hunter2';

/** What a service that cannot start writes, all of it. */
async function outputOf(service: 'worker' | 'api' | 'ingest', env: Record<string, string>) {
  const started = startProcess({
    command: [process.execPath, ...stripTypes, ...commands[service]],
    env: { LOG_LEVEL: 'debug', JOURNAL_DIR: temporaryFolder(), ...env },
  });
  expect(await started.exited).toBe(1);
  return started.output();
}

describe('credentials in logs and errors', () => {
  test.for([
    ['of a Redis that is away', 'worker', 'redis://ada:hunter2@127.0.0.1:1', '127.0.0.1:1'],
    ['of an address that is none', 'api', 'redis:/ada:hunter2@127.0.0.1:x', 'a:1'],
    ['of brokers, as SASL has them', 'ingest', 'redis://a', 'ada:hunter2@127.0.0.1:1'],
    ['of brokers, as URLs have them', 'worker', 'redis://a', 'SASL_SSL://ada:hunter2@127.0.0.1:1'],
  ] as const)('%s', async ([, service, REDIS_URL, KAFKA_BROKERS]) => {
    const output = await outputOf(service, { REDIS_URL, KAFKA_BROKERS });
    expect(output).toMatch(/CONFIG_INVALID|UNREACHABLE/);
    expect(output).not.toContain(SECRET);
  });

  test.skipIf(!redisAvailable())('of a Redis that refuses them', async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const url = redis.url.replace('redis://', `redis://stranger:${SECRET}@`);
    const error = await createRedisStore({ url, logger: quietLogger }).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'STORE_MISCONFIGURED' });
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain(SECRET);
  });
});
