import { type DeadLetter, isEventTopic, uncopied } from '@freshet/events';
import { FreshetError } from '@freshet/runtime';
import type { Log, OutgoingRecord } from '@freshet/stream';
import type { FiledLetter } from './filed-letter.ts';

/** A letter that cannot go back. */
export interface Refusal {
  readonly offset: number;
  readonly code: string;
  readonly message: string;
}

export interface Sent {
  readonly redriven: readonly number[];
  readonly refused: readonly Refusal[];
  /** What stopped all of it; the letters not named above may or may not be back. */
  readonly failure: unknown;
}

/** Appends what the letters hold to `liveTopic`, in their order, from where it reaches all namespaces. */
export async function sendBack(
  log: Log,
  letters: readonly FiledLetter[],
  liveTopic: string,
): Promise<Sent> {
  const redriven: number[] = [];
  const refused: Refusal[] = [];
  let failure: unknown;
  const sent = await Promise.allSettled(letters.map(({ letter }) => send(log, letter, liveTopic)));
  for (const [i, result] of sent.entries()) {
    const { offset } = letters[i]!;
    if (result.status === 'fulfilled') redriven.push(offset);
    else if (result.reason instanceof FreshetError && !result.reason.retriable) {
      refused.push({ offset, code: result.reason.code, message: result.reason.message });
    } else failure = result.reason;
  }
  return { redriven, refused, failure };
}

async function send(log: Log, letter: DeadLetter, liveTopic: string): Promise<void> {
  if (!isEventTopic(letter.topic)) {
    throw new FreshetError(
      'LOG_TOPIC_MISMATCH',
      `"${letter.topic}" takes no records from outside, so nothing goes back there.`,
      { topic: letter.topic },
    );
  }
  await log.publisher.publish(liveTopic, [outgoing(letter, log.admin.partitions(liveTopic))]);
}

/** Raw bytes and key as they came, so that the event keeps its id; without a key its own partition. */
function outgoing(letter: DeadLetter, partitions: number): OutgoingRecord {
  const { key, partition } = letter;
  const value = uncopied(letter.value);
  return key === null ? { value, partition: partition % partitions } : { key, value };
}
