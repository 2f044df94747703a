import { startKafka } from '../support/kafka.ts';
import { startRedis } from '../support/redis.ts';
import { startChild } from './child.ts';
import type { Figure, Target } from './figure.ts';
import { fillShop, publishCatalogue } from './filled-shop.ts';
import { requestsPerSecond } from './load.ts';
import { allInTurns } from './rounds.ts';
import type { Run } from './run.ts';
import type { LoadCalls, LoadRequest } from './servers/load-client.ts';
import { startService } from './service.ts';
import { SPACE } from './state.ts';
import { putRules } from './steering-rules.ts';
import { userIdOf } from './synthetic-shop.ts';

const USERS = 20_000;
const LIST_LENGTH = 20;
const CONNECTIONS = 32;
const ROUND_S = 2;
const WARM_UP_S = 3;
/** Each rule is judged for each item that is asked for once: the first answers wait for that. */
const RULES_WARM_UP_S = 25;
/** Where rules hold, so that other lists are what they are without them. No visitor has a cart here. */
const ruled = { scenario: 'cart' };

/** Passed by half of all items. */
const filter = 'item.price <= 50';
const boost = [
  { filter: 'item.price < 20', factor: 3 },
  { filter: 'item.categories.exists(c, c == "category-7")', factor: 5 },
  { filter: 'item.properties.brand == "brand-3"', factor: 0.2 },
];
const diversity = 0.3;

interface Way {
  readonly name: string;
  readonly request: (userId: string) => LoadRequest;
  readonly target?: Target;
}

const plain: Way['request'] = (userId) => ({
  method: 'GET',
  path: `/v1/recommendations?userId=${userId}&n=${LIST_LENGTH}`,
});

const steeredBy =
  (steering: object): Way['request'] =>
  (userId) => ({
    method: 'POST',
    path: '/v1/recommendations',
    body: JSON.stringify({ userId, n: LIST_LENGTH, ...steering }),
  });

const ways: readonly Way[] = [
  {
    name: 'steering',
    request: steeredBy({ filter, boost, diversity, ...ruled }),
    target: { of: 'ratio', atLeast: 0.7 },
  },
  { name: 'steering-body', request: steeredBy({}) },
  { name: 'steering-filter', request: steeredBy({ filter }) },
  { name: 'steering-boosts', request: steeredBy({ boost }) },
  { name: 'steering-diversity', request: steeredBy({ diversity }) },
  { name: 'steering-rules', request: steeredBy(ruled) },
  {
    name: 'steering-explain',
    request: (userId) => ({ ...plain(userId), path: `${plain(userId).path}&explain=true` }),
    target: { of: 'ratio', atLeast: 0.5 },
  },
];

/** What the API answers while its lists are steered, beside what it answers while they are not. */
export async function steeringBench(run: Run): Promise<readonly Figure[]> {
  const [kafka, redis, client] = await Promise.all([
    run.keep(startKafka({ brokers: 1 })),
    run.keep(startRedis()),
    run.keep(startChild<LoadCalls>('load-client')),
  ]);
  await fillShop(kafka.bootstrap, redis.url, USERS);
  await publishCatalogue(kafka.bootstrap);
  const { url } = await startService(run, 'api', {
    KAFKA_BROKERS: kafka.bootstrap,
    REDIS_URL: redis.url,
    PARTITIONS: String(SPACE.partitions),
  });
  const rate = (request: Way['request'], seconds = ROUND_S) => {
    const requests = Array.from({ length: USERS }, (_, user) => request(userIdOf(user)));
    return requestsPerSecond(client, { url, requests, connections: CONNECTIONS, seconds });
  };
  await putRules(url, ruled.scenario);
  await rate(plain, WARM_UP_S);
  await rate(steeredBy(ruled), RULES_WARM_UP_S);
  for (const { request } of ways) await rate(request, WARM_UP_S);
  const [reference, ...values] = await allInTurns(run, [
    () => rate(plain),
    ...ways.map(
      ({ request }) =>
        () =>
          rate(request),
    ),
  ]);
  return ways.map(({ name, target }, i) => ({
    name,
    unit: 'requests/s',
    against: 'the same visitors, not steered',
    value: values[i]!,
    reference: reference!,
    ...(target && { target }),
  }));
}
