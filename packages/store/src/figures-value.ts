import { emptyFigures, type Figures, MEASURES, type Money } from '@freshet/attribution';
import { type AttributionFigures, attributionFiguresCodec, createCodec } from '@freshet/events';
import { joinIds, packFloat64, splitTexts, unpackFloat64 } from './columns.ts';
import { version } from './schema-version.ts';
import type { ValueCodec } from './value-codec.ts';

type FiguresValue = Omit<AttributionFigures, 'cell'>;

const values = createCodec<FiguresValue>('figures', [version(121, 'figures.1')]);

export const figuresCodec: ValueCodec<Figures> = {
  encode: (figures) => values.encode(packFigures(figures)),
  decode: (bytes) => unpackFigures(values.decode(bytes)),
};

/** What `attribution.figures` says of the cell with this key. */
export function figuresRecord(cell: string, figures: Figures): Buffer {
  return attributionFiguresCodec.encode({ cell, ...packFigures(figures) });
}

/** Back from what `attribution.figures` says. @throws Undecodable, UnknownSchema. */
export function readFigures(bytes: Uint8Array): { cell: string; figures: Figures } {
  const record = attributionFiguresCodec.decode(bytes);
  return { cell: record.cell, figures: unpackFigures(record) };
}

function packFigures({ counts, money, firstAt, hundredthAt, lastAt }: Figures): FiguresValue {
  const each = [...money.values()];
  return {
    counts: packFloat64(MEASURES.map((measure) => counts[measure])),
    currencies: joinIds(each.map(({ currency }) => currency)),
    sums: packFloat64(each.map(({ sum }) => sum)),
    squares: packFloat64(each.map(({ squares }) => squares)),
    firstAt,
    hundredthAt,
    lastAt,
  };
}

function unpackFigures(value: FiguresValue): Figures {
  const figures = emptyFigures();
  // An older value ends before the measures that came later.
  unpackFloat64(value.counts).forEach((count, i) => (figures.counts[MEASURES[i]!] = count));
  const sums = unpackFloat64(value.sums);
  const squares = unpackFloat64(value.squares);
  splitTexts(value.currencies, sums.length).forEach((currency, i) => {
    figures.money.set(currency, { currency, sum: sums[i]!, squares: squares[i]! } satisfies Money);
  });
  figures.firstAt = value.firstAt;
  figures.hundredthAt = value.hundredthAt;
  figures.lastAt = value.lastAt;
  return figures;
}
