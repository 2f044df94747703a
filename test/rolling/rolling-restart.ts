import { setTimeout as delay } from 'node:timers/promises';
import { topics } from '@freshet/events';
import { deployments } from '@freshet/recommend';
import { createRedisStore } from '@freshet/store/redis';
import { createKafkaLog } from '@freshet/stream/kafka';
import { readClicks } from '../bench/clicks.ts';
import { audit, type Verdict } from '../chaos/audit/audit.ts';
import { behind, type Readable, readEvidence } from '../chaos/audit/evidence.ts';
import { historyDifferences } from '../chaos/audit/history.ts';
import { Acknowledgements } from '../chaos/load/acknowledgements.ts';
import { Trace } from '../chaos/trace.ts';
import { eventually } from '../support/eventually.ts';
import { quietLogger } from '../support/quiet-logger.ts';
import { Clients } from './clients.ts';
import { deliveryDifferences } from './delivered.ts';
import { type Plan, services, startDeployment } from './deployment.ts';
import { Front } from './front.ts';
import { keepUp, postClicks } from './traffic.ts';

const PARTITIONS = 12;
/** Of load before the first restart and after the last. */
const STEADY_MS = 3_000;
const SETTLE_MS = 120_000;
/** Calls of the back office. */
const DASHBOARD_PER_S = 5;

export interface RollingOptions {
  readonly kafka: string;
  readonly kafkaPrefix: string;
  readonly redisUrl: string;
  readonly replicationFactor: number;
  readonly plan: Plan;
  readonly eventsPerS: number;
  readonly requestsPerS: number;
  say(text: string): void;
}

export interface RollingReport extends Verdict {
  /** Of all services, in words. */
  readonly failures: readonly string[];
  /** Requests answered with 2xx. */
  readonly answered: Readonly<Record<'api' | 'dashboard' | 'ingest', number>>;
  /** Requests sent again after 503 with Retry-After. */
  readonly putOff: number;
  /** How long the load lasted, in s. */
  readonly seconds: number;
}

/** Restarts processes of every service in order, one after another, under load; then the exact audit. */
export async function runRollingRestart(options: RollingOptions): Promise<RollingReport> {
  const { say, plan, eventsPerS, requestsPerS } = options;
  await readable(options, ({ log }) => log.admin.ensureTopics(Object.values(topics)));
  const trace = await Trace.open();
  const { processes, sinkFile } = await startDeployment(plan, environmentOf(options), trace);
  const all = services.flatMap((service) => processes[service]);
  const fronts = services.map(
    (name) =>
      new Front(
        name,
        processes[name].map(({ url }) => url),
      ),
  );
  const clientsOf = (name: string) => new Clients(fronts.find((front) => front.name === name)!);
  const [ingest, api, dashboard] = ['ingest', 'api', 'dashboard'].map(clientsOf) as Three;
  const failures: string[] = [];

  async function roll(): Promise<void> {
    for (const [i, service] of services.entries()) {
      for (const one of processes[service].slice(0, plan[service].restarts)) {
        await eventually(`the front sees all of ${service}`, () => {
          if (!processes[service].every(({ url }) => fronts[i]!.isReady(url)))
            throw new Error('no');
        });
        const begunAt = Date.now();
        const code = await one.end();
        if (code !== 0) failures.push(`${one.name} ended with ${code}`);
        await one.ready();
        say(`${one.name} is back after ${((Date.now() - begunAt) / 1_000).toFixed(1)} s`);
      }
    }
  }

  try {
    const called = fronts.filter(({ name }) => plan[name].processes > 0);
    await eventually('the fronts see somebody', () => {
      if (called.some((front) => front.pick() === undefined)) throw new Error('no');
    });
    const clicks = await readClicks(undefined);
    const acknowledged = new Acknowledgements();
    const visitors = clicks.map(({ userId }) => userId);
    const startedAt = Date.now();
    const traffic = [
      postClicks(ingest, eventsPerS, { clicks, acknowledged }),
      keepUp(requestsPerS, (i) => {
        const userId = encodeURIComponent(`${visitors[i % visitors.length]}-0`);
        return api.ask({ path: `/v1/recommendations?userId=${userId}&n=10` });
      }),
      keepUp(plan.dashboard.processes > 0 ? DASHBOARD_PER_S : 0, () =>
        dashboard.ask({ path: '/v1/dashboard/snapshot' }),
      ),
    ];
    await delay(STEADY_MS);
    await roll();
    await delay(STEADY_MS);
    await Promise.all(traffic.map((one) => one.end()));
    const seconds = (Date.now() - startedAt) / 1_000;
    for (const { failures: some } of [ingest, api, dashboard]) failures.push(...some);

    const verdict = await readable(options, async (left) => {
      const late = await untilDrained(left);
      const evidence = await readEvidence(left, acknowledged.byKey);
      const found = audit(evidence, deployments.shop);
      const delivered =
        processes.sink.length > 0 ? await deliveryDifferences(sinkFile, evidence.events) : [];
      return { ...found, differences: [...late, ...found.differences, ...delivered] };
    });
    const [dashboardProcess] = processes.dashboard;
    const history = dashboardProcess
      ? await historyDifferences(dashboardProcess.url, acknowledged.count)
      : [];
    const answered = {
      api: api.answered,
      dashboard: dashboard.answered,
      ingest: ingest.answered,
    };
    const differences = [...verdict.differences, ...history];
    if (failures.length + differences.length > 0) {
      await trace.keep('failures.txt', [...failures, ...differences].join('\n'));
      await trace.close();
      say(`the trace is in ${trace.folder}`);
    }
    const putOff = ingest.putOff + api.putOff + dashboard.putOff;
    return { ...verdict, differences, failures, answered, putOff, seconds };
  } finally {
    for (const one of [ingest, api, dashboard, ...fronts]) one.close();
    await Promise.all(all.map((one) => one.stop('SIGKILL')));
    if (failures.length === 0) await trace.discard();
  }
}

type Three = [Clients, Clients, Clients];

function environmentOf(options: RollingOptions): Record<string, string> {
  return {
    KAFKA_BROKERS: options.kafka,
    KAFKA_PREFIX: options.kafkaPrefix,
    REDIS_URL: options.redisUrl,
    PARTITIONS: String(PARTITIONS),
    REPLICATION_FACTOR: String(options.replicationFactor),
    LOG_LEVEL: 'warn',
  };
}

/** Log and store, for what is asked of them beside the services. */
async function readable<T>(
  { kafka, kafkaPrefix: prefix, redisUrl, replicationFactor }: RollingOptions,
  work: (readable: Readable) => Promise<T>,
): Promise<T> {
  const logger = quietLogger;
  const partitions = PARTITIONS;
  const [log, store] = await Promise.all([
    createKafkaLog({
      brokers: kafka.split(','),
      clientId: 'rolling-restart',
      partitions,
      replicationFactor,
      prefix,
      logger,
    }),
    createRedisStore({ url: redisUrl, logger }),
  ]);
  try {
    return await work({ log, store, partitions });
  } finally {
    await Promise.all([log.close(), store.close()]);
  }
}

async function untilDrained(left: Readable): Promise<readonly string[]> {
  let late: readonly string[] = [];
  const isDrained = async (): Promise<void> => {
    late = await behind(left);
    if (late.length > 0) throw new Error(late[0]);
  };
  await eventually('all is applied', isDrained, { timeoutMs: SETTLE_MS }).catch(() => undefined);
  return late;
}
