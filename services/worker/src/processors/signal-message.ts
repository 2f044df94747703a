import { itemKey, itemSignalsCodec, parseItemKey } from '@freshet/events';
import type { ItemSignal } from '@freshet/recommend';
import type { Sourced } from '@freshet/stream';

/** A signal with all that its columns carry. */
export interface SiteSignal extends ItemSignal {
  readonly site: string;
  readonly receivedAt: number;
}

/** The signals of one source batch for one target partition, as one record of `item.signals`. */
export function encodeSignals(
  sourcePartition: number,
  signals: readonly Sourced<SiteSignal>[],
): Buffer {
  const count = signals.length;
  const at = new Float64Array(count);
  const receivedAt = new Float64Array(count);
  const visits = Buffer.allocUnsafe(count);
  const popularity = Buffer.allocUnsafe(count);
  const neighbourCounts = Buffer.allocUnsafe(count);
  const offsets: number[] = [];
  const items: string[] = [];
  const neighbours: string[] = [];
  const weights: number[] = [];
  for (let i = 0; i < count; i++) {
    const { offset, output } = signals[i]!;
    offsets.push(offset);
    items.push(itemKey(output.site, output.itemId));
    at[i] = output.at;
    receivedAt[i] = output.receivedAt;
    visits[i] = output.visits;
    popularity[i] = output.popularity;
    neighbourCounts[i] = output.neighbours.length;
    for (const { itemId, weight } of output.neighbours) {
      neighbours.push(itemId);
      weights.push(weight);
    }
  }
  return itemSignalsCodec.encode({
    sourcePartition,
    offsets,
    items: items.join('\n'),
    at: Buffer.from(at.buffer),
    receivedAt: Buffer.from(receivedAt.buffer),
    visits,
    popularity,
    neighbourCounts,
    neighbours: neighbours.join('\n'),
    weights: Buffer.from(Float32Array.from(weights).buffer),
  });
}

export interface DecodedSignals {
  readonly sourcePartition: number;
  readonly offsets: readonly number[];
  readonly signals: readonly SiteSignal[];
}

export function decodeSignals(bytes: Uint8Array): DecodedSignals {
  const message = itemSignalsCodec.decode(bytes);
  const keys = message.items.split('\n');
  const neighbourIds = message.neighbours.split('\n');
  let next = 0;
  const signals = message.offsets.map((_, i): SiteSignal => {
    const { site, itemId } = parseItemKey(keys[i]!);
    const count = message.neighbourCounts[i]!;
    const neighbours = Array.from({ length: count }, () => {
      const at = next++;
      return { itemId: neighbourIds[at]!, weight: message.weights.readFloatLE(at * 4) };
    });
    return {
      site,
      itemId,
      at: message.at.readDoubleLE(i * 8),
      receivedAt: message.receivedAt.readDoubleLE(i * 8),
      visits: message.visits[i] === 1 ? 1 : 0,
      popularity: message.popularity[i]!,
      neighbours,
    };
  });
  return { sourcePartition: message.sourcePartition, offsets: message.offsets, signals };
}
