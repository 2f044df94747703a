import { flagReasons } from '@freshet/bots';
import type { Topic } from '@freshet/events';
import { Counter, Gauge, Histogram, type Registry } from '@freshet/runtime';
import type { Publisher } from '@freshet/stream';
import type { CatalogueTable } from './catalogue-table.ts';
import type { Publishing } from './publishing.ts';
import { rejectionCodes } from './rejection.ts';

export interface IngestMetrics {
  readonly accepted: Counter;
  readonly flagged: Counter<'reason'>;
  readonly rejected: Counter<'code'>;
  readonly unkept: Counter;
  readonly duplicates: Counter;
  readonly requestDuration: Histogram<'route' | 'status'>;
  readonly publishDuration: Histogram<'topic'>;
}

/** Seconds, from an embedded flush to a cluster in trouble. */
const buckets = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createIngestMetrics(
  registry: Registry,
  publisher: Publisher,
  catalogue: CatalogueTable,
): IngestMetrics {
  const registers = [registry];
  const rejected = new Counter({
    name: 'freshet_ingest_rejected_total',
    help: 'Events and catalogue rows refused one by one, by reason.',
    labelNames: ['code'],
    registers,
  });
  for (const code of rejectionCodes) rejected.inc({ code }, 0);
  const flagged = new Counter<'reason'>({
    name: 'freshet_ingest_events_flagged_total',
    help: 'Of the events taken, those set aside in behaviour.quarantine, by what they were flagged for.',
    labelNames: ['reason'],
    registers,
  });
  for (const reason of flagReasons) flagged.inc({ reason }, 0);
  gauge(
    'pending_bytes',
    'Bytes given to the log and not yet acknowledged.',
    () => publisher.pendingBytes,
  );
  gauge(
    'catalogue_items',
    'Catalogue items whose categories are held in memory.',
    () => catalogue.items,
  );
  return {
    rejected,
    flagged,
    accepted: new Counter({
      name: 'freshet_ingest_events_accepted_total',
      help: 'Events taken: acknowledged by the log, or flushed to the journal.',
      registers,
    }),
    unkept: new Counter({
      name: 'freshet_ingest_refused_rows_unkept_total',
      help: 'Of the rows refused that came by another protocol, those that are in no dead letter: behind the first 50 of a request, or past the share of their key.',
      registers,
    }),
    duplicates: new Counter({
      name: 'freshet_ingest_events_duplicate_total',
      help: 'Events left out because their id came earlier in the same request.',
      registers,
    }),
    requestDuration: new Histogram({
      name: 'freshet_ingest_request_duration_seconds',
      help: 'From the first byte of a request to the last of its answer.',
      labelNames: ['route', 'status'],
      buckets,
      registers,
    }),
    publishDuration: new Histogram({
      name: 'freshet_ingest_publish_duration_seconds',
      help: 'From giving records to the log to its acknowledgement, or to the flush of the journal.',
      labelNames: ['topic'],
      buckets,
      registers,
    }),
  };

  function gauge(noun: string, help: string, read: () => number): void {
    const name = `freshet_ingest_${noun}`;
    registry.registerMetric(
      new Gauge({
        name,
        help,
        registers: [],
        collect() {
          this.set(read());
        },
      }),
    );
  }
}

/** The same publishing, with the time of each call in the metrics. */
export function timed(publishing: Publishing, { publishDuration }: IngestMetrics): Publishing {
  async function time<T>({ name: topic }: Topic, work: Promise<T>): Promise<T> {
    const start = performance.now();
    const done = await work;
    publishDuration.observe({ topic }, (performance.now() - start) / 1000);
    return done;
  }
  return {
    publish: (topic, messages) => time(topic, publishing.publish(topic, messages)),
    publishAtomically: (topic, messages) =>
      time(topic, publishing.publishAtomically(topic, messages)),
    find: (id) => publishing.find(id),
    events: publishing.events,
    close: () => publishing.close(),
  };
}
