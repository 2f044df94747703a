import { createCodec } from '@freshet/events';
import type { CoPurchases, ItemState } from '@freshet/recommend';
import {
  Float32Column,
  packFloat32,
  packFloat64,
  unpackFloat32,
  unpackFloat64,
} from './columns.ts';
import { HashColumn, packHashes, unpackHashes } from './hashes.ts';
import { version } from './schema-version.ts';
import type { ValueCodec } from './value-codec.ts';

interface ItemValue {
  visits: number;
  visitLevel: number;
  visitors: Buffer;
  lastSeen: number;
  levels: Buffer;
  landmark: number;
  lifetimeTotal: number;
  recentTotal: number;
  afterTotal: number;
  neighbours: Buffer;
  lifetime: Buffer;
  recent: Buffer;
  after: Buffer;
  coPurchases: CoPurchasesValue | null;
}

interface CoPurchasesValue {
  orders: number;
  remembered: number;
  hashes: Buffer;
  counts: Buffer;
  recent: Buffer;
}

const itemValues = createCodec<ItemValue>('item', [
  version(104, 'item.1'),
  version(105, 'item.2'),
  version(110, 'item.3'),
]);

export const itemCodec: ValueCodec<ItemState> = {
  encode({ visits, visitLevel, visitors, lastSeen, levels, neighbours, coPurchases }) {
    return itemValues.encode({
      visits,
      visitLevel,
      visitors: packHashes(visitors),
      lastSeen,
      levels: packFloat64(levels),
      landmark: neighbours.landmark,
      lifetimeTotal: neighbours.lifetimeTotal,
      recentTotal: neighbours.recentTotal,
      afterTotal: neighbours.afterTotal,
      neighbours: packHashes(neighbours.hashes),
      lifetime: packFloat32(neighbours.lifetime),
      recent: packFloat32(neighbours.recent),
      after: packFloat32(neighbours.after),
      coPurchases: coPurchases && packCoPurchases(coPurchases),
    });
  },
  decode(bytes) {
    const value = itemValues.decode(bytes);
    return {
      visits: value.visits,
      visitLevel: value.visitLevel,
      visitors: unpackHashes(value.visitors),
      lastSeen: value.lastSeen,
      levels: unpackFloat64(value.levels),
      neighbours: {
        hashes: unpackHashes(value.neighbours),
        lifetime: unpackFloat32(value.lifetime),
        recent: unpackFloat32(value.recent),
        after: unpackFloat32(afterOf(value)),
        lifetimeTotal: value.lifetimeTotal,
        recentTotal: value.recentTotal,
        afterTotal: value.afterTotal,
        landmark: value.landmark,
      },
      coPurchases: value.coPurchases && unpackCoPurchases(value.coPurchases),
    };
  },
};

/** An item's neighbours as they lie in its value, for readers that take what they need of them at once. */
export interface NeighbourColumns {
  /** `hash48` of each item's id. */
  readonly hashes: Float64Array;
  readonly lifetime: Float32Array;
  readonly recent: Float32Array;
  readonly after: Float32Array;
  readonly lifetimeTotal: number;
  readonly recentTotal: number;
  readonly afterTotal: number;
  readonly landmark: number;
}

const columns = {
  hashes: new HashColumn(),
  lifetime: new Float32Column(),
  recent: new Float32Column(),
  after: new Float32Column(),
};

/** The columns hold until the next call: making new ones for each list costs as much as reading it. */
export function decodeNeighbours(bytes: Uint8Array): NeighbourColumns {
  const value = itemValues.decode(bytes);
  return {
    hashes: columns.hashes.read(value.neighbours),
    lifetime: columns.lifetime.read(value.lifetime),
    recent: columns.recent.read(value.recent),
    after: columns.after.read(afterOf(value)),
    lifetimeTotal: value.lifetimeTotal,
    recentTotal: value.recentTotal,
    afterTotal: value.afterTotal,
    landmark: value.landmark,
  };
}

/** Values of the first version do not tell what came after from what came before. */
function afterOf({ after, lifetime }: ItemValue): Buffer {
  return after.length === lifetime.length ? after : Buffer.alloc(lifetime.length);
}

/** What an item was bought with, in its value; null before its first order. */
export function decodeCoPurchases(bytes: Uint8Array): CoPurchases | null {
  const { coPurchases } = itemValues.decode(bytes);
  return coPurchases && unpackCoPurchases(coPurchases);
}

function packCoPurchases(list: CoPurchases): CoPurchasesValue {
  return {
    orders: list.orders,
    remembered: list.remembered,
    hashes: packHashes(list.hashes),
    counts: packFloat32(list.counts),
    recent: packFloat32(list.recent),
  };
}

function unpackCoPurchases(value: CoPurchasesValue): CoPurchases {
  return {
    orders: value.orders,
    remembered: value.remembered,
    hashes: unpackHashes(value.hashes),
    counts: unpackFloat32(value.counts),
    recent: unpackFloat32(value.recent),
  };
}
