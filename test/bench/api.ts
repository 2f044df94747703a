import { DEFAULT_SITE, itemKey, topics } from '@freshet/events';
import type { ItemState } from '@freshet/recommend';
import { encodeItemStats } from '@freshet/store';
import { startKafka } from '../support/kafka.ts';
import { startRedis } from '../support/redis.ts';
import { startChild } from './child.ts';
import { embeddedApiCost } from './embedded-api-cost.ts';
import type { Figure } from './figure.ts';
import { requestsPerSecond } from './load.ts';
import { openLog } from './log.ts';
import { inTurns } from './rounds.ts';
import type { Run } from './run.ts';
import type { BareFastifyCalls } from './servers/bare-fastify.ts';
import type { LoadCalls, LoadRequest } from './servers/load-client.ts';
import { startService } from './service.ts';
import { SPACE, storedItem, storedProfile, writeState } from './state.ts';
import { itemIdOf, itemStateOf, profileOf, SHOP_ITEMS, userIdOf } from './synthetic-shop.ts';

const USERS = 20_000;
const VISITS_PER_USER = 20;
const NEIGHBOURS_PER_ITEM = 100;
const LIST_LENGTH = 20;
const CONNECTIONS = 32;
const ROUND_S = 2;
const WARM_UP_S = 10;

export async function apiBench(run: Run): Promise<readonly Figure[]> {
  const perProcess = await requestsPerProcess(run);
  await run.close();
  return [perProcess, ...(await embeddedApiCost(run))];
}

/** Recommendations a second of one warm API process, every visitor's session and every list full. */
async function requestsPerProcess(run: Run): Promise<Figure> {
  const [kafka, redis, client, bare] = await Promise.all([
    run.keep(startKafka({ brokers: 1 })),
    run.keep(startRedis()),
    run.keep(startChild<LoadCalls>('load-client')),
    run.keep(startChild<BareFastifyCalls>('bare-fastify')),
  ]);
  await fillShop(kafka.bootstrap, redis.url);
  const { url } = await startService(run, 'api', {
    KAFKA_BROKERS: kafka.bootstrap,
    REDIS_URL: redis.url,
    PARTITIONS: String(SPACE.partitions),
  });
  const bareUrl = await bare.ask('listen', undefined);
  const load = { connections: CONNECTIONS, seconds: ROUND_S };
  const api = { ...load, url, requests: recommendationRequests() };
  const fastify = { ...load, url: bareUrl, requests: bareRequests };
  await requestsPerSecond(client, { ...api, seconds: WARM_UP_S });
  await requestsPerSecond(client, { ...fastify, seconds: 1 });
  return {
    name: 'api',
    unit: 'requests/s',
    against: 'bare Fastify answering 1 KB of JSON',
    target: { of: 'ratio', atLeast: 0.2 },
    ...(await inTurns(
      run,
      () => requestsPerSecond(client, api),
      () => requestsPerSecond(client, fastify),
    )),
  };
}

const bareRequests: LoadRequest[] = Array.from({ length: CONNECTIONS }, () => ({
  method: 'GET',
  path: '/one-kilobyte',
}));

function recommendationRequests(): LoadRequest[] {
  return Array.from({ length: USERS }, (_, user) => ({
    method: 'GET',
    path: `/v1/recommendations?userId=${userIdOf(user)}&n=${LIST_LENGTH}`,
  }));
}

/** The state that workers would have left in Redis, and the statistics they would have published. */
async function fillShop(broker: string, redisUrl: string): Promise<void> {
  const now = Date.now();
  const items = Array.from({ length: SHOP_ITEMS }, (_, item) =>
    itemStateOf(item, NEIGHBOURS_PER_ITEM, now),
  );
  function* states() {
    for (let item = 0; item < SHOP_ITEMS; item++) yield storedItem(itemIdOf(item), items[item]!);
    for (let user = 0; user < USERS; user++) {
      yield storedProfile(userIdOf(user), profileOf(user, VISITS_PER_USER, now));
    }
  }
  await Promise.all([writeState(redisUrl, states()), publishStatistics(broker, items)]);
}

async function publishStatistics(broker: string, items: readonly ItemState[]): Promise<void> {
  const log = await openLog(broker, SPACE.partitions);
  const records = items.map((state, item) => {
    const key = itemKey(DEFAULT_SITE, itemIdOf(item));
    return { key, value: encodeItemStats(key, state) };
  });
  await log.publisher.publish(topics.itemStats.name, records);
  await log.close();
}
