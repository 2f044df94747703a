import { type DeadLetter, isEventTopic, refusedRow, uncopied } from '@freshet/events';
import { FreshetError } from '@freshet/runtime';
import type { Log, OutgoingRecord } from '@freshet/stream';
import type { FiledLetter } from './filed-letter.ts';
import { type Judging, rowAgain, type StillRefused } from './row-again.ts';

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

export interface Destination {
  readonly log: Log;
  /** Where events reach all namespaces from. */
  readonly liveTopic: string;
  /** What rows are judged by that never came to a topic. */
  readonly judging: Judging;
}

/** Appends what the letters hold to the live topic, in their order. */
export async function sendBack(to: Destination, letters: readonly FiledLetter[]): Promise<Sent> {
  const redriven: number[] = [];
  const refused: Refusal[] = [];
  let failure: unknown;
  const sent = await Promise.allSettled(letters.map((filed) => send(to, filed)));
  for (const [i, result] of sent.entries()) {
    const { offset } = letters[i]!;
    if (result.status === 'fulfilled') {
      if (result.value === undefined) redriven.push(offset);
      else refused.push({ offset, ...result.value });
    } else if (result.reason instanceof FreshetError && !result.reason.retriable) {
      refused.push({ offset, code: result.reason.code, message: result.reason.message });
    } else failure = result.reason;
  }
  return { redriven, refused, failure };
}

async function send(to: Destination, filed: FiledLetter): Promise<StillRefused | undefined> {
  const { log, liveTopic } = to;
  const records = recordsOf(filed, to);
  if ('code' in records) return records;
  if (records.length > 0) await log.publisher.publish(liveTopic, records);
  return undefined;
}

function recordsOf(
  filed: FiledLetter,
  { log, liveTopic, judging }: Destination,
): readonly OutgoingRecord[] | StillRefused {
  const { letter } = filed;
  const row = refusedRow(letter);
  if (row !== undefined) return rowAgain(row, filed, judging);
  if (isEventTopic(letter.topic)) return [outgoing(letter, log.admin.partitions(liveTopic))];
  const message = `"${letter.topic}" takes no records from outside, so nothing goes back there.`;
  return { code: 'LOG_TOPIC_MISMATCH', message };
}

/** Raw bytes and key as they came, so that the event keeps its id; without a key its own partition. */
function outgoing(letter: DeadLetter, partitions: number): OutgoingRecord {
  const { key, partition } = letter;
  const value = uncopied(letter.value);
  return key === null ? { value, partition: partition % partitions } : { key, value };
}
