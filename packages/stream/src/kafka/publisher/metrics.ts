import { Counter, Gauge, Histogram, type Registry } from '@freshet/runtime';
import type { Ack } from '../../log.ts';

const REQUEST_BUCKETS_S = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15];

/** What the publisher reports of its work. */
export interface PublisherMetrics {
  /** Starts the clock of one produce request; the returned function stops it. */
  request(ack: Ack, records: number): () => void;
  retried(): void;
}

/** Without a registry nothing is counted. */
export function createPublisherMetrics(
  registry: Registry | undefined,
  pendingBytes: () => number,
): PublisherMetrics {
  if (registry === undefined) return { request: () => () => undefined, retried: () => undefined };
  const registers = [registry];
  const records = new Counter({
    name: 'freshet_publisher_records_total',
    help: 'Records sent to Kafka, repetitions included.',
    registers,
  });
  const retries = new Counter({
    name: 'freshet_publisher_retries_total',
    help: 'Produce requests repeated after a failure.',
    registers,
  });
  const seconds = new Histogram({
    name: 'freshet_publisher_request_seconds',
    help: 'Time from a produce request sent to its answer.',
    labelNames: ['ack'],
    buckets: REQUEST_BUCKETS_S,
    registers,
  });
  const pending: Gauge = new Gauge({
    name: 'freshet_publisher_pending_bytes',
    help: 'Bytes accepted and not yet acknowledged by Kafka.',
    registers,
    collect: () => pending.set(pendingBytes()),
  });
  return {
    request(ack, count) {
      records.inc(count);
      return seconds.startTimer({ ack });
    },
    retried: () => retries.inc(),
  };
}
