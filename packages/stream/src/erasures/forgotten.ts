import {
  type DeadLetter,
  deadLetterCodec,
  eventOutline,
  isEventTopic,
  isRemnant,
  refusedRow,
  topics,
} from '@freshet/events';
import type { LogRecord } from '../log.ts';
import type { Erasures } from './erasures.ts';

type Known = Pick<Erasures, 'count' | 'newestAt' | 'isErased'>;
type Content = Pick<LogRecord, 'key' | 'value' | 'timestamp'>;

const lettersTopics: readonly string[] = [topics.deadLetters.name, topics.behaviourQuarantine.name];

/** Topics whose records are somebody's, one by one. */
export const isPersonal = (topic: string): boolean =>
  isEventTopic(topic) || lettersTopics.includes(topic);

/** Whether a record of a personal topic is to be forgotten; an erasure itself never is. */
export function isForgotten(topic: string, record: LogRecord, erasures: Known): boolean {
  if (isRemnant(record.value)) return true;
  if (erasures.count === 0) return false;
  if (isEventTopic(topic)) return isForgottenEvent(record, erasures);
  const letter = letterIn(record.value);
  if (letter === undefined) return false;
  const row = refusedRow(letter);
  if (row !== undefined) {
    return row.owners.some((key) => erasures.isErased(Buffer.from(key), letter.at));
  }
  // Of an erasure that could not be processed: redriven it erases again.
  if (!isEventTopic(letter.topic)) return false;
  return isForgottenEvent({ ...letter, timestamp: record.timestamp }, erasures);
}

/** What cannot be read is somebody's by its key, as of when it was appended. */
function isForgottenEvent({ key, value, timestamp }: Content, erasures: Known): boolean {
  if (key === null) return false;
  const outline = value === null ? undefined : eventOutline(value);
  if (outline?.type === 'erase') return false;
  return erasures.isErased(key, outline?.receivedAt ?? timestamp);
}

function letterIn(value: Uint8Array | null): DeadLetter | undefined {
  try {
    return value === null ? undefined : deadLetterCodec.decode(value);
  } catch {
    return undefined;
  }
}
