import { setTimeout as delay } from 'node:timers/promises';
import { GROUPS } from '@freshet/store';
import type { Figure } from '../figure.ts';
import { peakMegabytes } from '../process-cost.ts';
import { acceptedSoFar, gauge, type Site, untilDrained } from './site.ts';
import { slowDown } from './slowed-process.ts';

/** What two cores can send and take along with all the rest. */
const PER_SECOND = 12_000;
/** What the worker gets of its time, so that this is more than ten times its pace. */
const WORKER_SHARE = 0.015;
const TIMES = 10;
const BACKLOG = { perSecond: 5_000, seconds: 2 };
const SUSTAINED_S = 4;
/** Of what an ingest holds: message status 64 MB, records under way, V8's young generation, code. */
const INGEST_MB_MAX = 700;

/** Ten times as many events as the worker sustains: where they wait, and how long. */
export async function burst(site: Site, seconds: number): Promise<readonly Figure[]> {
  const slowed = slowDown(site.worker.pid, WORKER_SHARE);
  await site.run.keep(Promise.resolve(slowed));
  await site.visitors.ask('post', BACKLOG);
  const sustained = await sustainedRate(site);
  const posted = await post(site, seconds);
  const shownSeconds = await gauge(
    site.worker.url,
    'freshet_worker_drain_seconds',
    GROUPS.profiles,
  );
  await slowed.stop();
  const drainSeconds = await untilDrained(site);
  return figures({ ...posted, sustained, shownSeconds, drainSeconds });
}

/** The burst itself, and what is left of it when it ends. */
async function post(site: Site, seconds: number) {
  const { ingest, visitors, progress } = site;
  const half = { perSecond: PER_SECOND, seconds: seconds / 2 };
  const before = await progress.eventsApplied();
  const first = await visitors.ask('post', half);
  const megabytesHalfway = await peakMegabytes(ingest.pid);
  const second = await visitors.ask('post', half);
  const megabytes = await peakMegabytes(ingest.pid);
  const applied = await progress.eventsApplied();
  const tookSeconds = first.seconds + second.seconds;
  return {
    accepted: first.accepted + second.accepted,
    tookSeconds,
    megabytesHalfway,
    megabytes,
    appliedPerSecond: (applied - before) / tookSeconds,
    left: (await acceptedSoFar(site)) - applied,
  };
}

interface Measured extends Awaited<ReturnType<typeof post>> {
  readonly sustained: number;
  readonly shownSeconds: number | undefined;
  readonly drainSeconds: number;
}

function figures(measured: Measured): readonly Figure[] {
  const { accepted, tookSeconds, appliedPerSecond, left } = measured;
  return [
    {
      name: 'peak-accepted',
      unit: 'events/s',
      value: accepted / tookSeconds,
      against: 'what the worker sustains, held to a small share of a core',
      reference: Math.max(measured.sustained, appliedPerSecond),
      target: { of: 'ratio', atLeast: TIMES },
    },
    {
      name: 'peak-ingest-rss',
      unit: 'MB',
      value: measured.megabytes,
      against: 'halfway through the burst',
      reference: measured.megabytesHalfway,
      target: { of: 'value', atMost: INGEST_MB_MAX },
    },
    {
      name: 'peak-lag',
      unit: 'events',
      value: left,
      against: 'events accepted in the burst',
      reference: accepted,
    },
    {
      name: 'peak-drain-shown',
      unit: 's',
      value: measured.shownSeconds ?? Number.NaN,
      against: 'the lag by the pace of the burst',
      reference: left / appliedPerSecond,
    },
    {
      name: 'peak-drain',
      unit: 's',
      value: measured.drainSeconds,
      against: 'the burst; the worker has all of its time again',
      reference: tookSeconds,
    },
  ];
}

/** Events a second whose profiles are written, as long as more of them wait. */
async function sustainedRate({ progress }: Site): Promise<number> {
  const from = await progress.eventsApplied();
  const startedAt = performance.now();
  await delay(SUSTAINED_S * 1000);
  const applied = (await progress.eventsApplied()) - from;
  return applied / ((performance.now() - startedAt) / 1000);
}
