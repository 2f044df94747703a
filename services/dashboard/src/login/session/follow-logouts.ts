import { type EndedSession, endedSessionCodec, topics } from '@freshet/events';
import type { Logger } from '@freshet/runtime';
import type { Log, LogRecord } from '@freshet/stream';
import { EndedSessions } from './ended-sessions.ts';

const topic = topics.dashboardLogouts.name;

export interface Logouts {
  has(session: EndedSession): boolean;
  /** Holds here at once, and in every other dashboard when this resolves. @throws FreshetError LOG_UNREACHABLE. */
  end(session: EndedSession): Promise<void>;
  close(): Promise<void>;
}

export interface LogoutsOptions {
  readonly log: Log;
  readonly logger: Logger;
  /** Epoch ms. */
  readonly clock: () => number;
  onEnded(id: string): void;
  onFatal(error: Error): void;
}

/** Sessions that were logged out of, as all dashboards of a deployment know them. */
export async function followLogouts(options: LogoutsOptions): Promise<Logouts> {
  const { log, logger, clock, onEnded, onFatal } = options;
  const ended = new EndedSessions();

  function note(session: EndedSession): void {
    ended.add(session, clock());
    onEnded(session.id);
  }

  function record({ value, offset }: LogRecord): void {
    try {
      if (value !== null) note(endedSessionCodec.decode(value));
    } catch (err) {
      logger.error({ err, topic, offset }, 'a logout cannot be read; upgrade');
    }
  }

  await log.admin.ensureTopics([topics.dashboardLogouts]);
  const follower = await log.follow({ topic, record, onFatal });
  await follower.caughtUp;
  return {
    has: (session) => ended.has(session),
    async end({ id, since }) {
      note({ id, since });
      const value = endedSessionCodec.encode({ id, since });
      await log.publisher.publish(topic, [{ value, partition: 0 }]);
    },
    close: () => follower.close(),
  };
}
