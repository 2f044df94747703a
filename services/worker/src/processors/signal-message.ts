import { type BehaviourEvent, itemSignalsCodec } from '@freshet/events';
import type { ItemSignal } from '@freshet/recommend';
import type { Sourced } from '@freshet/stream';

/** A signal with the key of its item and the event it comes from. */
export interface EventSignal {
  readonly key: string;
  readonly signal: ItemSignal;
  readonly event: Pick<BehaviourEvent, 'receivedAt'>;
}

/** A signal as it arrives: its item is named by the key of its state. */
export interface KeyedSignal extends Omit<ItemSignal, 'itemId'> {
  readonly key: string;
  readonly receivedAt: number;
}

/** The signals of one source batch for one target partition, as one record of `item.signals`. */
export function encodeSignals(
  sourcePartition: number,
  { offsets, outputs }: Sourced<EventSignal>,
): Buffer {
  const count = outputs.length;
  const at = new Float64Array(count);
  const receivedAt = new Float64Array(count);
  const columns = Buffer.allocUnsafe(3 * count);
  const visits = columns.subarray(0, count);
  const popularity = columns.subarray(count, 2 * count);
  const neighbourCounts = columns.subarray(2 * count);
  const neighbours: string[] = [];
  const weights: number[] = [];
  for (let i = 0; i < count; i++) {
    const { event, signal } = outputs[i]!;
    at[i] = signal.at;
    receivedAt[i] = event.receivedAt;
    visits[i] = signal.visits;
    popularity[i] = signal.popularity;
    neighbourCounts[i] = signal.neighbours.length;
    for (const { itemId, weight } of signal.neighbours) {
      neighbours.push(itemId);
      weights.push(weight);
    }
  }
  return itemSignalsCodec.encode({
    sourcePartition,
    offsets,
    items: outputs.map(({ key }) => key).join('\n'),
    at: Buffer.from(at.buffer),
    receivedAt: Buffer.from(receivedAt.buffer),
    visits,
    popularity,
    neighbourCounts,
    neighbours: neighbours.join('\n'),
    weights: Buffer.from(new Float32Array(weights).buffer),
  });
}

export interface DecodedSignals {
  readonly sourcePartition: number;
  readonly offsets: readonly number[];
  readonly signals: readonly KeyedSignal[];
}

export function decodeSignals(bytes: Uint8Array): DecodedSignals {
  const message = itemSignalsCodec.decode(bytes);
  const keys = message.items.split('\n');
  const neighbourIds = message.neighbours.split('\n');
  const signals: KeyedSignal[] = [];
  let next = 0;
  for (let i = 0; i < keys.length; i++) {
    const neighbours = [];
    for (const end = next + message.neighbourCounts[i]!; next < end; next++) {
      neighbours.push({
        itemId: neighbourIds[next]!,
        weight: message.weights.readFloatLE(next * 4),
      });
    }
    signals.push({
      key: keys[i]!,
      at: message.at.readDoubleLE(i * 8),
      receivedAt: message.receivedAt.readDoubleLE(i * 8),
      visits: message.visits[i] === 1 ? 1 : 0,
      popularity: message.popularity[i]!,
      neighbours,
    });
  }
  return { sourcePartition: message.sourcePartition, offsets: message.offsets, signals };
}
