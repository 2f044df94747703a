import { intakeRefusalsCodec, topics } from '@freshet/events';
import type { Logger } from '@freshet/runtime';
import type { Log, LogRecord } from '@freshet/stream';
import { Refusals } from './refusals.ts';

/** Follows `intake.refusals`, as far back as the log has it. No group: each dashboard knows all, and it is an aid, not an account. */
export async function followRefusals(
  log: Log,
  logger: Logger,
  onFatal: (error: Error) => void,
): Promise<{ readonly refusals: Refusals; close(): Promise<void> }> {
  const topic = topics.intakeRefusals.name;
  const refusals = new Refusals();
  await log.admin.ensureTopics([topics.intakeRefusals]);

  function record({ value, offset }: LogRecord): void {
    if (value === null) return;
    try {
      refusals.take(intakeRefusalsCodec.decode(value));
    } catch (err) {
      logger.warn({ err, topic, offset }, 'what an ingest refused cannot be read');
    }
  }

  const follower = await log.follow({ topic, record, onFatal });
  return { refusals, close: () => follower.close() };
}
