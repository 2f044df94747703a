import { join } from 'node:path';
import {
  changeKeyFile,
  followAccess,
  KeyLimiter,
  type KeyLimits,
  makeKey,
  memoryCounter,
  withKey,
} from '@freshet/access';
import { Registry } from '@freshet/runtime';
import { openUsageCounter } from '@freshet/store/redis';
import type { FastifyInstance } from 'fastify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openEmbedded } from '../../support/embedded.ts';
import { redisAvailable } from '../../support/engines.ts';
import { eventually } from '../../support/eventually.ts';
import { temporaryFolder } from '../../support/forms.ts';
import { startIngest } from '../../support/intake.ts';
import { quietLogger } from '../../support/quiet-logger.ts';
import { type RedisServer, redisCli, startRedis } from '../../support/redis.ts';

const EVENING = Date.UTC(2026, 10, 21, 23, 59, 50);
const day = { now: EVENING };

const makeLimited = (limits: KeyLimits) =>
  makeKey(
    {
      kind: 'publishable',
      scopes: ['events'],
      site: 'shop',
      label: '',
      origins: [],
      limits,
      expiresAt: null,
    },
    EVENING,
  );

/** Keys in a file, as every process reads them. */
async function writeKeys(...keys: ReturnType<typeof makeLimited>[]): Promise<string> {
  const path = join(temporaryFolder(), 'keys.json');
  await changeKeyFile(path, (set) => keys.reduce(withKey, set));
  return path;
}

/** One ingest of several, with a connection of its own to Redis. */
async function openLimitedIngest(path: string, url: string) {
  const clock = () => day.now;
  const registry = new Registry();
  const insurance = memoryCounter();
  const { counter, close } = openUsageCounter({ url, insurance, logger: quietLogger });
  onTestFinished(close);
  const options = { path, host: '127.0.0.1', logger: quietLogger };
  const access = await followAccess({ ...options, registry: new Registry(), clock });
  onTestFinished(() => access.close());
  const limiter = new KeyLimiter({ counter, registry, clock });
  const engines = await openEmbedded();
  onTestFinished(engines.close);
  return startIngest(engines, `ingest of ${path}`, false, { registry, access, limiter });
}

async function send(app: FastifyInstance, key: { text: string }, events: number) {
  const view = { type: 'view', anonymousId: 'guest', itemId: 'tent' };
  const { statusCode, headers, body } = await app.inject({
    method: 'POST',
    url: `/v1/events?key=${key.text}`,
    payload: { events: Array.from({ length: events }, () => view) },
  });
  const { code, accepted } = JSON.parse(body) as { code?: string; accepted?: number };
  const retryAfter = headers['retry-after'];
  return { status: statusCode, code, accepted, ...(retryAfter !== undefined && { retryAfter }) };
}

const connected = (redis: RedisServer, connections: number) =>
  eventually('every ingest is at Redis', async () => {
    const clients = (await redisCli(redis.port, 'client', 'list')).trim().split('\n');
    // One is that of the question.
    expect(clients).toHaveLength(connections + 1);
  });

const exhausted = { status: 429, code: 'QUOTA_EXHAUSTED', retryAfter: '10' };
const taken = (accepted: number) => ({ status: 202, accepted });

describe.skipIf(!redisAvailable())('overuse of a key: limits over two ingests (Redis)', () => {
  it('hold for both together, until the day has ended, and for one key alone', async () => {
    day.now = EVENING;
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const [key, other] = [makeLimited({ eventsPerDay: 10 }), makeLimited({ eventsPerDay: 10 })];
    const path = await writeKeys(key, other);
    const first = await openLimitedIngest(path, redis.url);
    const second = await openLimitedIngest(path, redis.url);
    await connected(redis, 2);
    expect(await send(first, key, 6)).toEqual(taken(6));
    // None of it is taken, and so none is counted.
    expect(await send(second, key, 5)).toEqual(exhausted);
    expect(await send(second, key, 4)).toEqual(taken(4));
    expect(await send(first, key, 1)).toEqual(exhausted);
    expect(await send(second, key, 1)).toEqual(exhausted);
    expect(await send(second, other, 10)).toEqual(taken(10));

    const inRedis = await redisCli(redis.port, 'keys', '*');
    expect(inRedis).toContain(key.record.id);
    expect(inRedis).not.toContain(key.text.slice(-43));
    day.now += 9_999;
    expect(await send(first, key, 1)).toEqual({ ...exhausted, retryAfter: '1' });
    // What Retry-After has said is so.
    day.now += 1;
    expect(await send(first, key, 10)).toEqual(taken(10));
  });

  it('at once, from both sides', async () => {
    day.now = EVENING;
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const key = makeLimited({ eventsPerDay: 50 });
    const path = await writeKeys(key);
    const apps = [
      await openLimitedIngest(path, redis.url),
      await openLimitedIngest(path, redis.url),
    ];
    await connected(redis, 2);
    const calls = Array.from({ length: 200 }, (_, i) => send(apps[i % 2]!, key, 1));
    const answers = await Promise.all(calls);
    const accepted = answers.filter(({ status }) => status === 202);
    expect(accepted).toHaveLength(50);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(150);
  });

  it('while Redis is away hold for each by itself, and then for both again', async () => {
    day.now = EVENING;
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const key = makeLimited({ eventsPerDay: 10 });
    const path = await writeKeys(key);
    const first = await openLimitedIngest(path, redis.url);
    const second = await openLimitedIngest(path, redis.url);
    await connected(redis, 2);
    expect(await send(first, key, 10)).toEqual(taken(10));
    await redis.stop();
    for (const app of [first, second]) {
      await eventually('it goes on without Redis', async () => {
        expect(await send(app, key, 10)).toEqual(taken(10));
      });
      expect(await send(app, key, 1)).toEqual(exhausted);
    }
    const back = await startRedis({ port: redis.port });
    onTestFinished(() => back.stop());
    await connected(back, 2);
    // By what each has counted itself neither would take more.
    for (const [app, events] of [
      [first, 4],
      [second, 6],
    ] as const) {
      await eventually('it counts there again', async () => {
        expect(await send(app, key, events)).toEqual(taken(events));
      });
    }
    expect(await send(first, key, 1)).toEqual(exhausted);
    expect(await send(second, key, 1)).toEqual(exhausted);
  });

  it('are held also by an ingest that has never reached Redis', async () => {
    day.now = EVENING;
    const redis = await startRedis();
    await redis.stop();
    const key = makeLimited({ eventsPerDay: 1 });
    const path = await writeKeys(key);
    const app = await openLimitedIngest(path, redis.url);
    expect(await send(app, key, 1)).toEqual(taken(1));
    expect(await send(app, key, 1)).toEqual(exhausted);
    const late = await startRedis({ port: redis.port });
    onTestFinished(() => late.stop());
    await connected(late, 1);
  });

  it('a rate is one of both as well, and Retry-After is when to come back', async () => {
    day.now = EVENING;
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const key = makeLimited({ eventsPerSecond: 5, requestsPerSecond: 1_000 });
    const path = await writeKeys(key);
    const apps = [
      await openLimitedIngest(path, redis.url),
      await openLimitedIngest(path, redis.url),
    ];
    await connected(redis, 2);
    await eventually('more than there may be is refused', async () => {
      const answers = await Promise.all(apps.map((app) => send(app, key, 5)));
      expect(answers).toContainEqual({ status: 429, code: 'RATE_LIMITED', retryAfter: '1' });
    });
    await eventually('it is let in again', async () => {
      expect(await send(apps[0]!, key, 5)).toEqual(taken(5));
    });
    expect(await send(apps[0]!, key, 6)).toMatchObject({ status: 413, code: 'BATCH_OVER_LIMIT' });
  });
});
