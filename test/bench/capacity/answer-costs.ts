import { startKafka } from '../../support/kafka.ts';
import { startRedis } from '../../support/redis.ts';
import { startChild } from '../child.ts';
import type { Figure } from '../figure.ts';
import { fillShop, publishTables } from '../filled-shop.ts';
import type { Run } from '../run.ts';
import type { LoadCalls } from '../servers/load-client.ts';
import { startService } from '../service.ts';
import { SPACE } from '../state.ts';
import { userIdOf } from '../synthetic-shop.ts';
import { residentBytes, usedBy, usPerJob } from './readings.ts';

const USERS = 20_000;
const LIST_LENGTH = 20;
const CONNECTIONS = 32;
const WARM_UP_S = 10;
const LOAD_S = 6;
/** Of the tables that are weighed. */
const ITEMS = 200_000;

/** CPU and bytes of an answer, and what an item takes in the tables of an API process. */
export async function answerCosts(run: Run): Promise<readonly Figure[]> {
  const [kafka, redis, client] = await Promise.all([
    run.keep(startKafka({ brokers: 1 })),
    run.keep(startRedis()),
    run.keep(startChild<LoadCalls>('load-client')),
  ]);
  const env = {
    KAFKA_BROKERS: kafka.bootstrap,
    REDIS_URL: redis.url,
    PARTITIONS: String(SPACE.partitions),
  };
  const empty = await startService(run, 'api', env);
  const emptyBytes = await residentBytes(empty.pid);
  await empty.kill('SIGKILL');
  await fillShop(kafka.bootstrap, redis.url, USERS);
  const api = await startService(run, 'api', env);
  const paths = Array.from(
    { length: USERS },
    (_, user) => `/v1/recommendations?userId=${userIdOf(user)}&n=${LIST_LENGTH}`,
  );
  const load = {
    url: api.url,
    requests: paths.map((path) => ({ method: 'GET' as const, path })),
    connections: CONNECTIONS,
  };
  await client.ask('load', { ...load, seconds: WARM_UP_S });
  const before = [await usedBy(api.pid), await usedBy(redis.pid)] as const;
  const { answered, refused, failed } = await client.ask('load', { ...load, seconds: LOAD_S });
  if (refused + failed > 0) throw new Error(`${refused} answers refused, ${failed} failed`);
  const own = usPerJob(before[0], await usedBy(api.pid), answered);
  const store = usPerJob(before[1], await usedBy(redis.pid), answered);
  const body = await (await fetch(`${api.url}${paths[0]}`)).text();
  await api.kill('SIGKILL');
  await publishTables(kafka.bootstrap, ITEMS);
  const full = await startService(run, 'api', env);
  const fullBytes = await residentBytes(full.pid);
  return [
    figure('answer-api-thread', 'µs', own.thread, own.cpu, 'all its threads'),
    figure('answer-api-cpu', 'µs', own.cpu, own.thread, 'its busiest thread'),
    figure('answer-redis-cpu', 'µs', store.cpu, own.cpu, 'the API'),
    figure('answer-bytes', 'B', Buffer.byteLength(body), LIST_LENGTH, 'items in it'),
    figure(
      'item-api-bytes',
      'B',
      (fullBytes - emptyBytes) / ITEMS,
      emptyBytes / ITEMS,
      'a process without items',
    ),
  ];
}

const figure = (
  name: string,
  unit: string,
  value: number,
  reference: number,
  against: string,
): Figure => ({ name, unit, value, reference, against });
