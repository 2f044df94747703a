import { type BehaviourEvent, itemKey, itemSignalsCodec } from '@freshet/events';
import { CREDIT_PARTS, type EventSignal, type ItemSignal } from '@freshet/recommend';
import { HASH_BYTES, readHash, writeHash } from '@freshet/store';
import type { Sourced } from '@freshet/stream';
import { packOrders, unpackOrders } from './order-columns.ts';

/** A signal as it arrives: its item is named by the key of its state. */
export interface KeyedSignal extends ItemSignal {
  readonly key: string;
  /** Effective time of the event. */
  readonly at: number;
  readonly receivedAt: number;
}

const FLOAT64 = Float64Array.BYTES_PER_ELEMENT;

export function keyOfSignal({ event, itemId }: EventSignal<BehaviourEvent>): string {
  return itemKey(event.site, itemId);
}

/** The signals of one source batch for one target partition, as one record of `item.signals`. */
export function encodeSignals(
  sourcePartition: number,
  { offsets, outputs }: Sourced<EventSignal<BehaviourEvent>>,
): Buffer {
  const count = outputs.length;
  const at = Buffer.allocUnsafe(FLOAT64 * count);
  const receivedAt = Buffer.allocUnsafe(FLOAT64 * count);
  const visitors = Buffer.allocUnsafe(HASH_BYTES * count);
  const visits = Buffer.allocUnsafe(count);
  const popularity = Buffer.allocUnsafe(count);
  const credits = creditsOf(outputs);
  const neighbourCounts = Buffer.allocUnsafe(count);
  let pairs = 0;
  for (const signal of outputs) pairs += signal.neighbours.length;
  const neighbours = Buffer.allocUnsafe(HASH_BYTES * pairs);
  const distances = Buffer.allocUnsafe(pairs);
  let items = '';
  let pair = 0;
  for (let i = 0; i < count; i++) {
    const signal = outputs[i]!;
    items += i === 0 ? keyOfSignal(signal) : `\n${keyOfSignal(signal)}`;
    at.writeDoubleLE(signal.event.at, FLOAT64 * i);
    receivedAt.writeDoubleLE(signal.event.receivedAt, FLOAT64 * i);
    writeHash(visitors, i, signal.visitor);
    visits[i] = signal.visits;
    popularity[i] = signal.popularity;
    neighbourCounts[i] = signal.neighbours.length;
    for (let n = 0; n < signal.neighbours.length; n++, pair++) {
      writeHash(neighbours, pair, signal.neighbours[n]!);
      distances[pair] = signal.distances[n]!;
    }
  }
  return itemSignalsCodec.encode({
    sourcePartition,
    offsets,
    items,
    at,
    receivedAt,
    visitors,
    visits,
    popularity,
    credits,
    neighbourCounts,
    neighbours,
    distances,
    ...packOrders(outputs),
  });
}

/** Nothing where all of them count in full, as they do but for clicks on answers. */
function creditsOf(signals: readonly ItemSignal[]): Buffer {
  if (signals.every(({ credit }) => credit === 1)) return inFull;
  return Buffer.from(signals.map(({ credit }) => Math.round(CREDIT_PARTS * credit)));
}

const inFull = Buffer.alloc(0);

export interface DecodedSignals {
  readonly sourcePartition: number;
  readonly offsets: readonly number[];
  readonly signals: readonly KeyedSignal[];
}

export function decodeSignals(bytes: Uint8Array): DecodedSignals {
  const message = itemSignalsCodec.decode(bytes);
  const keys = message.items.split('\n');
  const signals: KeyedSignal[] = [];
  const orders = unpackOrders(message);
  let next = 0;
  for (let i = 0; i < keys.length; i++) {
    const end = next + message.neighbourCounts[i]!;
    const neighbours: number[] = [];
    const distances: number[] = [];
    for (; next < end; next++) {
      neighbours.push(readHash(message.neighbours, next));
      distances.push(message.distances[next]!);
    }
    signals.push({
      key: keys[i]!,
      at: message.at.readDoubleLE(FLOAT64 * i),
      receivedAt: message.receivedAt.readDoubleLE(FLOAT64 * i),
      // Messages of the first version do not say.
      visitor: message.visitors.length === 0 ? 0 : readHash(message.visitors, i),
      visits: message.visits[i] === 1 ? 1 : 0,
      popularity: message.popularity[i]!,
      credit: (message.credits[i] ?? CREDIT_PARTS) / CREDIT_PARTS,
      neighbours,
      distances,
      boughtWith: orders[i] ?? null,
    });
  }
  return { sourcePartition: message.sourcePartition, offsets: message.offsets, signals };
}
