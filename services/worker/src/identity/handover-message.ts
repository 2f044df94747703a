import {
  eventOutline,
  type Handover,
  handoversCodec,
  isHandovers,
  type Namespace,
} from '@freshet/events';
import type { Decoded, Derived } from '@freshet/stream';

/** A state has up to 75 KB, and a record of Kafka 1 MB. */
const MESSAGE_HANDOVERS_MAX = 8;

/** Whose handovers: namespaces share a topic of events, and groups read all of it. */
export interface HandoverScope {
  readonly namespace: string;
  readonly group: string;
  /** The topic of events. */
  readonly topic: string;
  /** It follows the log for ever; one that ends would not read what is handed over behind its end. */
  readonly isOpen: boolean;
}

export function handoverScope(
  { name, to }: Pick<Namespace, 'name' | 'to'>,
  topic: string,
): Omit<HandoverScope, 'group'> {
  return { namespace: name, topic, isOpen: to === null };
}

/** Back into the processor's input. */
export function handoversOf({ namespace, group, topic }: HandoverScope): Derived<Handover> {
  return {
    topic,
    key: ({ key }) => key,
    encode: (sourcePartition, { offsets, outputs }) =>
      handoversCodec.encode({ namespace, group, sourcePartition, offsets, handovers: outputs }),
    messageMax: MESSAGE_HANDOVERS_MAX,
  };
}

/**
 * What is handed over in a record, with a source of its own: copied events have numbers from 0 on. Of what
 * other namespaces hand over only erasures: who was erased there is to be forgotten here at the same place of
 * the log, and what led from one id to the other may not be in it any more. undefined for an event.
 * @throws Undecodable, UnknownSchema.
 */
export function handedOverIn(
  value: Uint8Array | null,
  { namespace, group }: HandoverScope,
): Pick<Decoded<Handover>, 'inputs' | 'source'> | undefined {
  if (value === null || !isHandovers(value)) return undefined;
  const batch = handoversCodec.decode(value);
  if (batch.group !== group) return { inputs: [] };
  if (batch.namespace !== namespace) return { inputs: batch.handovers.flatMap(erasureIn) };
  const source = { partition: -1 - batch.sourcePartition, offsets: batch.offsets };
  return { inputs: batch.handovers, source };
}

function erasureIn(handover: Handover): Handover[] {
  const { kind } = handover;
  if (kind === 'forget') return [{ ...handover, isForeign: true }];
  return kind === 'event' && eventOutline(handover.value)?.type === 'erase' ? [handover] : [];
}
