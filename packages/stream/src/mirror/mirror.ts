import { copiedEvent, copiedEventCodec, isHandovers, Undecodable, uncopied } from '@freshet/events';
import type { AtLeastOnce } from '../delivery/plain-consumer.ts';
import type { Batch, LogRecord, OutgoingRecord, Publisher } from '../log.ts';
import { type Mirror, mirrorGroup } from './mirrors.ts';

/**
 * The group that copies one topic of events into another by key: every record but those that came from
 * there. A batch goes again after a crash, and two members may copy it at once; what keeps that from
 * counting twice is that each writes every source partition in the order of its offsets, without a gap
 * behind what is acknowledged, so that a reader can drop all origins up to the highest it has seen.
 */
export function createMirror(mirror: Mirror, publisher: Publisher): AtLeastOnce {
  const { from, to } = mirror;
  return {
    group: mirrorGroup(mirror),
    topic: from.topic.name,
    delivery: 'at-least-once',
    begin: 'earliest',
    commit: 'batch',
    async work({ records, partition }: Batch) {
      const copies = records
        .filter(({ value, isForgotten }) => !isForgotten && isNews(value, to.number))
        .map((record) => copyOf(record, { topic: from.number, partition }));
      await publisher.publish(to.topic.name, copies);
      return { next: records.at(-1)!.offset + 1 };
    },
  };
}

/**
 * A copy that cannot be read stays where it is: whoever reads it there buries it. So does what profiles
 * tell each other, which is of one namespace only.
 */
function isNews(value: Uint8Array | null, to: number): boolean {
  if (isHandovers(value)) return false;
  try {
    return copiedEvent(value)?.topic !== to;
  } catch (error) {
    if (error instanceof Undecodable) return false;
    throw error;
  }
}

function copyOf(
  { key, value, offset, headers }: LogRecord,
  source: { readonly topic: number; readonly partition: number },
): OutgoingRecord {
  const bytes = uncopied(value);
  const copy = copiedEventCodec.encode({ ...source, offset, value: bytes && Buffer.from(bytes) });
  // Nobody looks for what has no key; it only has to stay in one place.
  return key === null ? { value: copy, partition: 0, headers } : { key, value: copy, headers };
}
