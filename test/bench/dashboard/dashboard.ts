import { startKafka } from '../../support/kafka.ts';
import { startRedis } from '../../support/redis.ts';
import { startChild } from '../child.ts';
import { type Figure, percentile } from '../figure.ts';
import { openLog } from '../log.ts';
import { cpuSecondsOf, peakMegabytes } from '../process-cost.ts';
import type { Run } from '../run.ts';
import type { BareReaderCalls } from '../servers/bare-reader.ts';
import type { ShopVisitorsCalls } from '../servers/shop-visitors.ts';
import { startService } from '../service.ts';
import { openTab } from './tab.ts';

const PARTITIONS = 12;
const PER_SECOND = 2_000;
const WARM_UP_S = 10;
const SECONDS = 60;

/** Reads the same stream and shows nothing of it. */
const bareStream = `
  globalThis.stream = new EventSource('/v1/dashboard/stream');
  stream.addEventListener('delta', ({ data }) => { globalThis.last = JSON.parse(data); });
`;

/**
 * The dashboard as a process of its own and one tab on its live page, while visitors write 2,000 events a
 * second to Kafka for a minute. References at the same time: bare kafkajs that decodes the same events,
 * and a page that parses the same stream.
 */
export async function dashboardBench(run: Run): Promise<readonly Figure[]> {
  const { broker, visitors, service, reader, tab, bareTab } = await startSite(run);
  const subjects = {
    service: () => cpuSecondsOf(service.pid),
    reader: () => cpuSecondsOf(reader.pid),
    tab: () => tab.cpuSeconds(),
    bareTab: () => bareTab.cpuSeconds(),
  };
  const load = { broker, perSecond: PER_SECOND };
  await visitors.ask('visit', { ...load, seconds: WARM_UP_S });
  const heapBefore = await tab.heapMegabytes();
  await Promise.all([tab.delays(), reader.ask('delays', undefined)]);
  let perSecond = 0;
  const used = await usedBy(subjects, async () => {
    perSecond = await visitors.ask('visit', { ...load, seconds: SECONDS });
  });
  const heapAfter = await tab.heapMegabytes();
  const shown = await tab.delays();
  const read = await reader.ask('delays', undefined);

  const cpu = { unit: '% of a core' };
  const aTab = 'a page that only parses the same stream';
  const kafkajs = 'bare kafkajs that decodes the same events';
  const delay = (name: string, share: number) => ({
    name,
    unit: 'ms',
    value: percentile(shown, share),
    reference: percentile(read, share),
    against: `${kafkajs}, received to handler`,
  });
  return [
    {
      name: 'dashboard-load',
      unit: 'events/s',
      value: perSecond,
      reference: PER_SECOND,
      against: 'what was to be written',
      target: { of: 'ratio', atLeast: 0.95 },
    },
    {
      name: 'dashboard-tab-cpu',
      ...cpu,
      value: used.tab,
      reference: used.bareTab,
      against: aTab,
      target: { of: 'value', atMost: 30 },
    },
    {
      name: 'dashboard-tab-heap',
      unit: 'MB',
      value: heapAfter,
      reference: heapBefore,
      against: 'itself before that minute',
      target: { of: 'ratio', atMost: 1.2 },
    },
    {
      name: 'dashboard-memory',
      unit: 'MB',
      value: await peakMegabytes(service.pid),
      reference: await peakMegabytes(reader.pid),
      against: kafkajs,
      target: { of: 'value', atMost: 150 },
    },
    {
      name: 'dashboard-cpu',
      ...cpu,
      value: used.service,
      reference: used.reader,
      against: kafkajs,
    },
    delay('dashboard-shown-p50', 0.5),
    { ...delay('dashboard-shown-p99', 0.99), target: { of: 'value', atMost: 1_000 } },
  ];
}

async function startSite(run: Run) {
  const [kafka, redis, visitors, reader] = await Promise.all([
    run.keep(startKafka({ brokers: 1 })),
    run.keep(startRedis()),
    run.keep(startChild<ShopVisitorsCalls>('shop-visitors')),
    run.keep(startChild<BareReaderCalls>('bare-reader')),
  ]);
  const broker = kafka.bootstrap;
  await (await openLog(broker, PARTITIONS)).close();
  const service = await startService(run, 'dashboard', {
    KAFKA_BROKERS: broker,
    REDIS_URL: redis.url,
    PARTITIONS: String(PARTITIONS),
  });
  await reader.ask('join', broker);
  const tab = await openTab(run, `${service.url}/dashboard`);
  const bareTab = await openTab(run, `${service.url}/health/live`, bareStream);
  return { broker, visitors, service, reader, tab, bareTab };
}

/** Per cent of a core that each has used while `work` lasted. */
async function usedBy<Name extends string>(
  subjects: Readonly<Record<Name, () => Promise<number>>>,
  work: () => Promise<unknown>,
): Promise<Record<Name, number>> {
  const names = Object.keys(subjects) as Name[];
  const look = () => Promise.all(names.map((name) => subjects[name]()));
  const before = await look();
  const startedAt = performance.now();
  await work();
  const tookS = (performance.now() - startedAt) / 1_000;
  const after = await look();
  const shares = names.map((name, i) => [name, (100 * (after[i]! - before[i]!)) / tookS] as const);
  return Object.fromEntries(shares) as Record<Name, number>;
}
