import { type Child, startChild } from './child.ts';
import { clickMessage, readClicks, repeatClicks } from './clicks.ts';
import { type Figure, percentile } from './figure.ts';
import type { Run } from './run.ts';
import type { BareKafkajsCalls } from './servers/bare-kafkajs.ts';
import { PARTITIONS, startVisitedSite } from './visited-site.ts';
import { makeItemsKnown, visit } from './visitors.ts';

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
  const [{ site, broker }, bare] = await Promise.all([
    startVisitedSite(run),
    run.keep(startChild<BareKafkajsCalls>('bare-kafkajs')),
  ]);
  await openBare(bare, broker);
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

async function openBare(bare: Child<BareKafkajsCalls>, broker: string): Promise<void> {
  await bare.ask('open', { broker, topic: 'bare', partitions: PARTITIONS });
  await bare.ask('join', undefined);
}
