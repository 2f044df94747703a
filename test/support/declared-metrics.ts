import { Registry, watchDiskRoom } from '@freshet/runtime';
import { createLimitMetrics } from '../../packages/access/src/limits/metrics.ts';
import { observeKeys } from '../../packages/access/src/metrics.ts';
import { createJournalMetrics } from '../../services/ingest/src/journal/metrics.ts';
import { createProbeMetrics } from '../../services/probe/src/metrics.ts';
import { createSpanCounter } from '../../packages/tracing/src/open-telemetry/span-counter.ts';
import { createPublisherMetrics } from '../../packages/stream/src/kafka/publisher/metrics.ts';
import { openApi } from './api.ts';
import { startDashboard } from './dashboard.ts';
import { openEmbedded } from './embedded.ts';
import { openIngest } from './ingest.ts';
import { startSmallWorker } from './pipeline.ts';
import { openSink } from './sink.ts';
import { onTestFinished } from 'vitest';

/** A metric as a service declares it. */
export interface DeclaredMetric {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly labels: readonly string[];
  /** The services that have it when each runs by itself. */
  readonly services: readonly string[];
}

let known: Promise<readonly DeclaredMetric[]> | undefined;

/** Every metric of every service, by name, out of the registries of services that were started; to be called in a test. */
export function declaredMetrics(): Promise<readonly DeclaredMetric[]> {
  return (known ??= readDeclared());
}

async function readDeclared(): Promise<readonly DeclaredMetric[]> {
  const byName = new Map<string, DeclaredMetric>();
  for (const [service, registry] of Object.entries(await startedRegistries())) {
    for (const one of declaredIn(registry)) {
      const before = byName.get(one.name)?.services ?? [];
      byName.set(one.name, { ...one, services: [...before, service] });
    }
  }
  return [...byName.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** prom-client keeps what a metric was declared with in fields that its types leave out. */
function declaredIn(registry: Registry): Omit<DeclaredMetric, 'services'>[] {
  const declared = registry.getMetricsAsArray() as unknown as {
    name: string;
    help: string;
    labelNames: string[];
    constructor: { name: string };
  }[];
  return declared.map(({ name, help, labelNames, constructor }) => ({
    name,
    help,
    labels: labelNames,
    type: constructor.name.toLowerCase() as DeclaredMetric['type'],
  }));
}

async function startedRegistries(): Promise<Readonly<Record<string, Registry>>> {
  const { log, store, close } = await openEmbedded();
  onTestFinished(close);
  const { registry: ingest } = await openIngest();
  // What only an ingest before Kafka has.
  createPublisherMetrics(ingest, () => 0);
  const nothing = () => 0;
  const state = { bytes: nothing, bytesMax: nothing, backlog: nothing, lanesBehind: nothing };
  createJournalMetrics(ingest, state);
  watchDiskRoom(ingest, { journal: '.' });
  const keys = { count: nothing, isFaulty: () => false };
  observeKeys(ingest, keys);
  createLimitMetrics(ingest);
  const worker = new Registry();
  const working = await startSmallWorker(log, store, { registry: worker });
  onTestFinished(() => working.close());
  const { registry: api } = await openApi();
  observeKeys(api, keys);
  createLimitMetrics(api);
  const { registry: dashboard } = await startDashboard({ log, store });
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  const { registry: sink } = await openSink(log, { url: 'http://127.0.0.1:9/', secret });
  // Where traces are switched on.
  for (const traced of [ingest, worker, api, dashboard, sink]) createSpanCounter(traced);
  const probe = new Registry();
  createProbeMetrics(probe);
  return { ingest, worker, api, dashboard, sink, probe };
}
