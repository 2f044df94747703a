import { join } from 'node:path';
import { changeKeyFile, type KeyLimits, type MadeKey, makeKey, withKey } from '@freshet/access';
import { describe, expect, it, onTestFinished } from 'vitest';
import { kafkaAvailable, kafkaBootstrap, redisAvailable } from '../../support/engines.ts';
import { eventually } from '../../support/eventually.ts';
import { temporaryFolder } from '../../support/forms.ts';
import { uniquePrefix } from '../../support/kafka-log.ts';
import { startService } from '../../support/processes.ts';
import { redisCli, startRedis } from '../../support/redis.ts';

const makeLimited = (limits: KeyLimits): MadeKey =>
  makeKey(
    {
      kind: 'publishable',
      scopes: ['events', 'recommend'],
      site: 'shop',
      label: '',
      origins: [],
      limits,
      expiresAt: null,
    },
    Date.now() - 1_000,
  );

async function writeKeys(...keys: MadeKey[]): Promise<string> {
  const path = join(temporaryFolder(), 'keys.json');
  await changeKeyFile(path, (set) => keys.reduce(withKey, set));
  return path;
}

async function send(url: string, { text }: MadeKey, events: number): Promise<number> {
  const view = { type: 'view', anonymousId: 'guest', itemId: 'tent' };
  const { status } = await fetch(`${url}/v1/events?key=${text}`, {
    method: 'POST',
    body: JSON.stringify({ events: Array.from({ length: events }, () => view) }),
  });
  return status;
}

const ask = async (url: string, { text }: MadeKey) =>
  (await fetch(`${url}/v1/recommendations?anonymousId=guest&key=${text}`)).status;

/** More than one call a second is made until one is refused, and then fewer until one is not. */
async function expectRate(url: string, key: MadeKey): Promise<void> {
  await eventually('calls are refused', async () => {
    const calls = Array.from({ length: 4 }, () => ask(url, key));
    expect(await Promise.all(calls)).toContain(429);
  });
  await eventually('and let in', async () => expect(await ask(url, key)).toBe(200));
}

describe.skipIf(!kafkaAvailable() || !redisAvailable())(
  'overuse of a key: limits (Kafka, Redis)',
  () => {
    it('hold over two ingest processes, and at the API', async () => {
      const redis = await startRedis();
      onTestFinished(() => redis.stop());
      const [key, caller] = [
        makeLimited({ eventsPerDay: 10 }),
        makeLimited({ requestsPerSecond: 1 }),
      ];
      const env = {
        KAFKA_BROKERS: kafkaBootstrap(),
        KAFKA_PREFIX: uniquePrefix(),
        PARTITIONS: '2',
        KEYS_FILE: await writeKeys(key, caller),
        REDIS_URL: redis.url,
      };
      const startIngest = () =>
        startService('ingest', { env: { ...env, JOURNAL_DIR: temporaryFolder() } });
      const first = await startIngest();
      const second = await startIngest();
      await eventually('both are at Redis', async () => {
        const clients = await redisCli(redis.port, 'client', 'list');
        expect(clients.trim().split('\n')).toHaveLength(3);
      });
      expect(await send(first.url, key, 6)).toBe(202);
      expect(await send(second.url, key, 5)).toBe(429);
      expect(await send(second.url, key, 4)).toBe(202);
      expect(await send(first.url, key, 1)).toBe(429);
      const { url } = await startService('api', { env });
      await expectRate(url, caller);
      expect(await ask(url, key)).toBe(200);
    });
  },
);

it('overuse of a key: limits hold in the embedded form', async () => {
  const [key, caller] = [makeLimited({ eventsPerDay: 10 }), makeLimited({ requestsPerSecond: 1 })];
  const env = {
    DATA_DIR: temporaryFolder(),
    PARTITIONS: '2',
    KEYS_FILE: await writeKeys(key, caller),
  };
  const { url } = await startService('freshet start', { env });
  expect(await send(url, key, 10)).toBe(202);
  expect(await send(url, key, 1)).toBe(429);
  await expectRate(url, caller);
  expect(await ask(url, key)).toBe(200);
});
