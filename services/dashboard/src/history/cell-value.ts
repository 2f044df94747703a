import { createCodec } from '@freshet/events';
import type { ValueCodec } from '@freshet/store';
import { STAGES } from '../counts/tally.ts';
import type { TopCounts } from '../counts/top-counts.ts';
import { Visitors } from '../counts/visitors.ts';
import { Cell, CELL_COUNTS, PAGE_DIMENSIONS } from './cell.ts';

interface NamesValue {
  names: string[];
  counts: number[];
  other: number;
}

interface CellValue {
  namesMax: number;
  /** In the order of `COUNTS`; shorter in a cell that was written when there were fewer. */
  counts: number[];
  /** All visitors, then those of each stage. */
  visitors: Buffer[];
  currencies: string[];
  sums: number[];
  /** Types, items, categories, the dimensions of pages, problems; the same holds. */
  names: NamesValue[];
}

const longs = { type: 'array', items: 'long' };
const strings = { type: 'array', items: 'string' };

const values = createCodec<CellValue>('dashboard-cell', [
  {
    id: 132,
    schema: {
      type: 'record',
      name: 'DashboardCell',
      namespace: 'freshet.store',
      fields: [
        { name: 'namesMax', type: 'int' },
        { name: 'counts', type: longs },
        { name: 'visitors', type: { type: 'array', items: 'bytes' } },
        { name: 'currencies', type: strings },
        { name: 'sums', type: { type: 'array', items: 'double' } },
        {
          name: 'names',
          type: {
            type: 'array',
            items: {
              type: 'record',
              name: 'DashboardNames',
              fields: [
                { name: 'names', type: strings },
                { name: 'counts', type: longs },
                { name: 'other', type: 'long' },
              ],
            },
          },
        },
      ],
    },
  },
]);

const TALLY_COUNTS = ['events', 'pageViews', 'orders'] as const;

export const cellCodec: ValueCodec<Cell> = {
  encode(cell) {
    const { tally } = cell;
    return values.encode({
      namesMax: cell.namesMax,
      counts: [
        ...TALLY_COUNTS.map((name) => tally[name]),
        ...CELL_COUNTS.map((name) => cell[name]),
      ],
      visitors: visitorsOf(cell).map((visitors) => visitors.encode()),
      currencies: [...tally.revenue.keys()],
      sums: [...tally.revenue.values()],
      names: namesOf(cell).map(packNames),
    });
  },
  decode(bytes) {
    const value = values.decode(bytes);
    const cell = new Cell(value.namesMax);
    const { tally } = cell;
    TALLY_COUNTS.forEach((name, i) => (tally[name] = value.counts[i]!));
    CELL_COUNTS.forEach((name, i) => (cell[name] = value.counts[TALLY_COUNTS.length + i] ?? 0));
    visitorsOf(cell).forEach((visitors, i) => visitors.merge(Visitors.decode(value.visitors[i]!)));
    value.currencies.forEach((currency, i) => tally.revenue.set(currency, value.sums[i]!));
    namesOf(cell).forEach((counts, i) => i in value.names && unpackNames(value.names[i]!, counts));
    return cell;
  },
};

function visitorsOf({ tally }: Cell): readonly Visitors[] {
  return [tally.visitors, ...STAGES.map((stage) => tally.reached[stage])];
}

function namesOf({ tally, pages, problems }: Cell): readonly TopCounts[] {
  const { types, items, categories } = tally;
  const ofPages = PAGE_DIMENSIONS.map((dimension) => pages[dimension]);
  return [types, items, categories, ...ofPages, problems];
}

function packNames(counts: TopCounts): NamesValue {
  const entries = [...counts.entries()];
  return {
    names: entries.map(([name]) => name),
    counts: entries.map(([, count]) => count),
    other: counts.other,
  };
}

function unpackNames({ names, counts, other }: NamesValue, into: TopCounts): void {
  names.forEach((name, i) => into.add(name, counts[i]));
  into.other = other;
}
