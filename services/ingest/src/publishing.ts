import type { Topic } from '@freshet/events';
import type { OutgoingRecord, Publisher } from '@freshet/stream';
import type { IngestMetrics } from './metrics.ts';

/**
 * Gives the records to the log at the moment of the call, so that calls in order are records in
 * order, and resolves once every in-sync replica has them.
 * @throws FreshetError PUBLISHER_FULL, LOG_UNREACHABLE: answered 503, the client tries again.
 */
export type Publish = (topic: Topic, records: readonly OutgoingRecord[]) => Promise<void>;

export function createPublish(publisher: Publisher, metrics: IngestMetrics): Publish {
  return async function publish(topic, records) {
    const start = performance.now();
    await publisher.publish(topic.name, records);
    const seconds = (performance.now() - start) / 1000;
    metrics.publishDuration.observe({ topic: topic.name }, seconds);
  };
}
