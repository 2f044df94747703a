import { eventTopic, topics } from '@freshet/events';
import type { Logger } from '@freshet/runtime';
import {
  type Follower,
  keepToPlan,
  type Log,
  type LogRecord,
  type Namespaces,
} from '@freshet/stream';
import type { RecordPlace } from '../arrivals/arrivals.ts';
import { LIVE_MS } from './live-site.ts';

export interface FollowEventsOptions {
  readonly log: Log;
  /** Says which topics events are written to. */
  readonly namespaces: Namespaces;
  readonly logger: Logger;
  /** Epoch ms. */
  readonly clock: () => number;
  take(value: Uint8Array | null, place: RecordPlace): void;
  onFatal(error: Error): void;
}

/**
 * Hands over every event as it arrives, from every topic of events, and first those of the minutes
 * before. No group: each dashboard sees all of them, and nothing is lost with a place it has in the log.
 */
export async function followEvents(
  options: FollowEventsOptions,
): Promise<{ readonly caughtUp: Promise<void>; close(): Promise<void> }> {
  const { log, namespaces, logger, clock, take, onFatal } = options;
  const followers = new Map<string, Follower>();

  async function settle(closing: AbortSignal): Promise<void> {
    const others = namespaces.plan.namespaces.map(({ events }) => eventTopic(events));
    for (const topic of [topics.behaviourEvents, ...others]) {
      if (followers.has(topic.name) || closing.aborted) continue;
      await log.admin.ensureTopics([topic]);
      const following = { topic: topic.name, since: clock() - LIVE_MS, onFatal };
      const record = ({ value, offset }: LogRecord, partition: number) =>
        take(value, { topic: topic.name, partition, offset });
      followers.set(topic.name, await log.follow({ ...following, record }));
    }
  }

  const unsettled = 'topics of events are not yet followed as planned';
  const keeping = await keepToPlan({ namespaces, logger, onFatal, unsettled, settle });
  const caughtUp = Promise.all([...followers.values()].map((follower) => follower.caughtUp));
  return {
    caughtUp: caughtUp.then(() => undefined),
    async close() {
      await keeping.close();
      await Promise.all([...followers.values()].map((follower) => follower.close()));
    },
  };
}
