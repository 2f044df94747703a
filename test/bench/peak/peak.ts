import type { Figure } from '../figure.ts';
import type { Run } from '../run.ts';
import { eventsCounted, eventsInOrder } from './accounts.ts';
import { burst } from './burst.ts';
import { outage } from './outage.ts';
import { PARTITIONS, type Site, startSite, VISITORS } from './site.ts';

const SECONDS = { burst: 5, outage: 4 };
const FULL_SECONDS = { burst: 60, outage: 60 };

/** A burst of ten times what the worker sustains, then an outage of the log; then every event is looked for. */
export async function peakBench(run: Run): Promise<readonly Figure[]> {
  const seconds = run.options.full ? FULL_SECONDS : SECONDS;
  const site = await startSite(run);
  return [
    ...(await burst(site, seconds.burst)),
    ...(await outage(site, seconds.outage)),
    ...(await accounts(site)),
  ];
}

/** Of all events that were accepted, how many are in the log in order, and how many are counted. */
async function accounts({ kafka, redis, visitors }: Site): Promise<readonly Figure[]> {
  const accepted = await visitors.ask('counts', undefined);
  const counted = await eventsCounted(redis.url, VISITORS, PARTITIONS);
  const off = accepted.filter((count, visitor) => counted[visitor] !== count).length;
  if (off > 0) throw new Error(`${off} visitors are not counted as they were accepted`);
  const common = {
    unit: 'events',
    against: 'accepted from first to last',
    reference: sum(accepted),
    target: { of: 'ratio', atLeast: 1, atMost: 1 },
  } as const;
  return [
    { name: 'in-order', value: await eventsInOrder(kafka.bootstrap, PARTITIONS), ...common },
    { name: 'counted', value: sum(counted), ...common },
  ];
}

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);
