import { type DeadLetter, topics } from '@freshet/events';
import { encodeDeadLetter, type Log, type LogRecord } from '@freshet/stream';

/** Puts records of `behaviour.events` to `dead.letters`, each whole; resolves once they are there. */
export async function buryLetters(
  log: Log,
  records: readonly LogRecord[],
  why: Omit<DeadLetter, 'topic' | 'offset' | 'key' | 'value'>,
): Promise<void> {
  const topic = topics.behaviourEvents.name;
  const letters = records.map((record) => ({ value: encodeDeadLetter(record, { ...why, topic }) }));
  await log.publisher.publish(topics.deadLetters.name, letters);
}
