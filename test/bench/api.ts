import { startKafka } from '../support/kafka.ts';
import { startRedis } from '../support/redis.ts';
import { startChild } from './child.ts';
import { embeddedApiCost } from './embedded-api-cost.ts';
import { type Figure, percentile } from './figure.ts';
import { fillShop } from './filled-shop.ts';
import { requestsPerSecond } from './load.ts';
import { peakMegabytes } from './process-cost.ts';
import { inTurns } from './rounds.ts';
import type { Run } from './run.ts';
import type { BareFastifyCalls } from './servers/bare-fastify.ts';
import type { LoadCalls, LoadRequest } from './servers/load-client.ts';
import { startService } from './service.ts';
import { SPACE } from './state.ts';
import { userIdOf } from './synthetic-shop.ts';

const USERS = 20_000;
/** With `--full`. */
const MANY_USERS = 1_000_000;
const LIST_LENGTH = 20;
const CONNECTIONS = 32;
const ROUND_S = 2;
const WARM_UP_S = 10;
const HALF_LOAD_S = 4;

export async function apiBench(run: Run): Promise<readonly Figure[]> {
  const distributed = await distributedApi(run);
  await run.close();
  return [...distributed, ...(await embeddedApiCost(run))];
}

/** One warm API process on Kafka and Redis, every visitor's session and every list full. */
async function distributedApi(run: Run): Promise<Figure[]> {
  const [kafka, redis, client, bare] = await Promise.all([
    run.keep(startKafka({ brokers: 1 })),
    run.keep(startRedis()),
    run.keep(startChild<LoadCalls>('load-client')),
    run.keep(startChild<BareFastifyCalls>('bare-fastify')),
  ]);
  await fillShop(kafka.bootstrap, redis.url, run.options.full ? MANY_USERS : USERS);
  const service = await startService(run, 'api', {
    KAFKA_BROKERS: kafka.bootstrap,
    REDIS_URL: redis.url,
    PARTITIONS: String(SPACE.partitions),
  });
  const bareUrl = await bare.ask('listen', undefined);
  const load = { connections: CONNECTIONS, seconds: ROUND_S };
  const api = { ...load, url: service.url, requests: recommendationRequests() };
  const fastify = { ...load, url: bareUrl, requests: bareRequests };
  await requestsPerSecond(client, { ...api, seconds: WARM_UP_S });
  await requestsPerSecond(client, { ...fastify, seconds: 1 });
  const throughput = await inTurns(
    run,
    () => requestsPerSecond(client, api),
    () => requestsPerSecond(client, fastify),
  );
  const half = {
    url: service.url,
    paths: api.requests.map(({ path }) => path),
    connections: CONNECTIONS,
    perSecond: throughput.value / 2,
  };
  // The client has to get warm too: what it takes to send and receive is in the figure.
  await client.ask('latencies', { ...half, seconds: ROUND_S });
  const latencies = await client.ask('latencies', { ...half, seconds: HALF_LOAD_S });
  return [
    {
      name: 'api',
      unit: 'requests/s',
      against: 'bare Fastify answering 1 KB of JSON',
      target: { of: 'ratio', atLeast: 0.2 },
      ...throughput,
    },
    {
      name: 'api-half-load-p99',
      unit: 'ms',
      against: 'its own p50',
      target: { of: 'ratio', atMost: 5 },
      value: percentile(latencies, 0.99),
      reference: percentile(latencies, 0.5),
    },
    {
      name: 'api-memory',
      unit: 'MB',
      against: 'a bare Fastify',
      target: { of: 'value', atMost: 300 },
      value: await peakMegabytes(service.pid),
      reference: await peakMegabytes(bare.pid),
    },
  ];
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
