import { applySignal, deployments, emptyItemState, hash48 } from '@freshet/recommend';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeCoPurchases, itemCodec } from './item-value.ts';

it('gives back every item as it was', () => {
  const hash = fc.nat(150).map((n) => hash48(String(n)));
  const signal = fc.record({
    at: fc.integer({ min: 1.6e12, max: 1.7e12 }),
    visitor: hash,
    visits: fc.constantFrom<0 | 1>(0, 1),
    popularity: fc.constantFrom(0, 1, 3, 5),
    credit: fc.constantFrom(1, 59 / 255),
    neighbours: fc.array(hash, { maxLength: 3 }),
    distances: fc.constant([1, 2, 3]),
    boughtWith: fc.option(fc.uniqueArray(hash, { maxLength: 19 })),
  });
  fc.assert(
    fc.property(
      fc.array(signal, { maxLength: 100 }),
      fc.constantFrom('shop', 'news'),
      (signals, name) => {
        const item = emptyItemState();
        for (const one of signals) applySignal(item, one, one.at, deployments[name as 'shop']);
        expect(itemCodec.decode(itemCodec.encode(item))).toEqual(item);
      },
    ),
  );
});

/** Written once by earlier versions, never anew. */
const earlier = [
  {
    version: 'item.1',
    hex: '00000000680680a0abfef96250000000000000f03f00000000000000400000000000000840000000000000104000000000000014408090ccbdaf620000000000000440000000000000f83f180b00000000000c000000000010000000400000003f100000803f0000003f',
    later: { visitLevel: 0, visitors: [], after: [0, 0], afterTotal: 0 },
  },
  {
    version: 'item.2',
    hex: '000000006906000000000000f83f0c07000000000080a0abfef96250000000000000f03f00000000000000400000000000000840000000000000104000000000000014408090ccbdaf620000000000000440000000000000f83f000000000000e03f180b00000000000c000000000010000000400000003f100000803f0000003f100000003f00000000',
    later: { visitLevel: 1.5, visitors: [7], after: [0.5, 0], afterTotal: 0.5 },
  },
];

it.for(earlier)('reads a value of version $version, which knows no orders', ({ hex, later }) => {
  const { after, afterTotal, ...own } = later;
  const bytes = Buffer.from(hex, 'hex');
  expect(itemCodec.decode(bytes)).toEqual({
    visits: 3,
    lastSeen: 1_700_000_000_000,
    levels: [1, 2, 3, 4, 5],
    ...own,
    neighbours: {
      hashes: [11, 12],
      lifetime: [2, 0.5],
      recent: [1, 0.5],
      lifetimeTotal: 2.5,
      recentTotal: 1.5,
      landmark: 1_690_000_000_000,
      after,
      afterTotal,
    },
    coPurchases: null,
  });
  expect(decodeCoPurchases(bytes)).toBeNull();
});
