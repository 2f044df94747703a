import { startKafka } from '../support/kafka.ts';
import { startRedis } from '../support/redis.ts';
import { type Child, startChild } from './child.ts';
import { clickMessage, readClicks, repeatClicks } from './clicks.ts';
import { type Figure, percentile } from './figure.ts';
import { openLog } from './log.ts';
import type { Run } from './run.ts';
import type { BareKafkajsCalls } from './servers/bare-kafkajs.ts';
import { startService } from './service.ts';
import { makeItemsKnown, type Site, visit } from './visitors.ts';

const PARTITIONS = 12;
const ROUNDS = 2;
const WARM_UP_S = 7;
const VISITS_S = 7;
const REFERENCE_S = 4;
const PER_SECOND = 500;

/**
 * From an event accepted until answers show it, at 500 events a second on Kafka and Redis: 99 of 100
 * are shown within this. The reference at the same rate on the same broker, in turns with it.
 */
export async function freshnessBench(run: Run): Promise<readonly Figure[]> {
  const clicks = await readClicks(run.options.clicks);
  const { site, bare } = await startSite(run);
  await makeItemsKnown(site);
  const background = repeatClicks(clicks, Number.POSITIVE_INFINITY);
  const messages = clicks.slice(0, PER_SECOND).map(clickMessage);
  await visit(site, { round: -1, seconds: WARM_UP_S, background });
  const own: number[] = [];
  const others: number[] = [];
  const bareMs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    if (round > 0 && Date.now() + (VISITS_S + REFERENCE_S) * 1000 > run.deadline) break;
    const delays = await visit(site, { round, seconds: VISITS_S, background });
    own.push(...delays.own);
    others.push(...delays.others);
    const asked = { messages, perSecond: PER_SECOND, seconds: REFERENCE_S };
    bareMs.push(...(await bare.ask('latencies', asked)));
  }
  const reference = percentile(bareMs, 0.99);
  const against = 'bare kafkajs, produce to handler, p99';
  return [
    {
      name: 'freshness-own-p99',
      unit: 'ms',
      value: percentile(own, 0.99),
      reference,
      against,
      target: { of: 'ratio', atMost: 4 },
    },
    {
      name: 'freshness-others-p99',
      unit: 'ms',
      value: percentile(others, 0.99),
      reference,
      against,
      target: { of: 'value', atMost: 1_500 },
    },
  ];
}

/** The three services as separate processes, and the bare client on the same broker. */
async function startSite(run: Run): Promise<{ site: Site; bare: Child<BareKafkajsCalls> }> {
  const [kafka, redis, bare] = await Promise.all([
    run.keep(startKafka({ brokers: 1 })),
    run.keep(startRedis()),
    run.keep(startChild<BareKafkajsCalls>('bare-kafkajs')),
  ]);
  await (await openLog(kafka.bootstrap, PARTITIONS)).close();
  const env = {
    KAFKA_BROKERS: kafka.bootstrap,
    REDIS_URL: redis.url,
    PARTITIONS: String(PARTITIONS),
    // A probe is one visitor.
    ITEM_VISITORS_MIN: '1',
  };
  const [ingest, api] = await Promise.all([
    startService(run, 'ingest', env),
    startService(run, 'api', env),
    startService(run, 'worker', env),
    openBare(bare, kafka.bootstrap),
  ]);
  return { site: { ingestUrl: ingest.url, apiUrl: api.url }, bare };
}

async function openBare(bare: Child<BareKafkajsCalls>, broker: string): Promise<void> {
  await bare.ask('open', { broker, topic: 'bare', partitions: PARTITIONS });
  await bare.ask('join', undefined);
}
