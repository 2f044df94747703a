import { type DeadLetter, topics } from '@freshet/events';
import { encodeDeadLetter, type Log, type LogRecord } from '@freshet/stream';

/** Puts records of a topic to `dead.letters`, each whole; resolves once they are there. */
export async function buryLetters(
  log: Log,
  records: readonly LogRecord[],
  why: Omit<DeadLetter, 'offset' | 'key' | 'value'>,
): Promise<void> {
  const letters = records.map((record) => ({ value: encodeDeadLetter(record, why) }));
  await log.publisher.publish(topics.deadLetters.name, letters);
}
