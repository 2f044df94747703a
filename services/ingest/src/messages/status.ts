import { type BehaviourEvent, behaviourEventCodec, profileKey } from '@freshet/events';
import type { Ingest } from '../ingest.ts';

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

type Known = Pick<Ingest, 'sent' | 'publishing' | 'erasures'>;

/** undefined for an id that this process never took, or took too long ago, or from somebody forgotten since. */
export async function messageStatus(id: string, known: Known): Promise<MessageStatus | undefined> {
  const status = await statusOf(id, known);
  const content = status?.content as BehaviourEvent | null | undefined;
  if (status === undefined || !content || content.type === 'erase') return status;
  const isGone = known.erasures.isErased(Buffer.from(status.key), content.receivedAt);
  return isGone ? undefined : status;
}

async function statusOf(
  id: string,
  { sent, publishing }: Known,
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
