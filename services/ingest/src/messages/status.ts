import { behaviourEventCodec, profileKey } from '@freshet/events';
import type { Publishing } from '../publishing.ts';
import type { SentMessages } from './sent-messages.ts';

/** Where one accepted event is: what `GET /v1/messages/{id}` answers. */
export interface MessageStatus {
  readonly id: string;
  readonly topic: string;
  readonly key: string;
  readonly partition: number;
  /** null while it is pending, and where the ack level leaves it unknown. */
  readonly offset: number | null;
  /** When the log acknowledged it, epoch ms. */
  readonly sentAt: number | null;
  /** `pending`: in the journal · `sent`: in the log · `signed-off`: in its profile as well. */
  readonly status: 'pending' | 'sent' | 'signed-off';
  readonly content: unknown;
}

/** undefined for an id that this process never took, or took too long ago. */
export async function messageStatus(
  id: string,
  sent: SentMessages,
  publishing: Pick<Publishing, 'find'>,
): Promise<MessageStatus | undefined> {
  const pending = await publishing.find(id);
  if (pending !== undefined) {
    const { topic, partition, key, value } = pending;
    const where = { topic, key, partition, offset: null, sentAt: null };
    return { id, ...where, status: 'pending', content: contentOf(value) };
  }
  const found = sent.find(id);
  if (found === undefined) return undefined;
  const { value, partition, offset, sentAt, signedOff } = found;
  const isInLog = found.state === 'sent';
  const content = behaviourEventCodec.decode(value);
  return {
    id,
    topic: found.topic,
    key: profileKey(content),
    partition,
    offset: isInLog && offset >= 0 ? offset : null,
    sentAt,
    status: !isInLog ? 'pending' : signedOff ? 'signed-off' : 'sent',
    content,
  };
}

/** Only events have ids, so only events are asked for. */
function contentOf(value: Uint8Array | null): unknown {
  return value === null ? null : behaviourEventCodec.decode(value);
}
