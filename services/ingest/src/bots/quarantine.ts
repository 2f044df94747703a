import type { FlagReason } from '@freshet/bots';
import { deadLetterCodec, topics } from '@freshet/events';
import type { Message } from '../message.ts';

const says: Readonly<Record<FlagReason, string>> = {
  agent: 'it names itself a known bot or tool',
  headless: 'its browser has no window',
  rate: 'its profile does more than a person can',
  regular: 'its profile acts as evenly as a clock',
  repeat: 'its profile has visited the item often enough today',
  source: 'its address has had its share of the item, or of all of them',
};

/** An event that is set aside: taken, kept, and seen by nobody who counts. */
export interface Flagged {
  readonly reason: FlagReason;
  readonly message: Message;
}

/** The event as a letter in `behaviour.quarantine`, from where it can be released. Nobody asks for its status. */
export function flagged({ key, value }: Message, reason: FlagReason, receivedAt: number): Flagged {
  const letter = deadLetterCodec.encode({
    topic: topics.behaviourEvents.name,
    // It never had a place there.
    partition: 0,
    offset: -1,
    group: 'ingest',
    step: 'judge',
    code: reason,
    message: says[reason],
    at: receivedAt,
    key: Buffer.from(key),
    value: value && Buffer.from(value),
  });
  return { reason, message: { id: null, key, value: letter, ack: 'all' } };
}
