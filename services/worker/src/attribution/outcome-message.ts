import { type Measure, MEASURES, type Outcome } from '@freshet/attribution';
import { attributionOutcomesCodec } from '@freshet/events';
import type { Sourced } from '@freshet/stream';

/** What stands for the currency of an outcome without money. */
const NO_MONEY = '-';

/** The outcomes of one source batch for one target partition, as one record of `attribution.outcomes`. */
export function encodeOutcomes(
  sourcePartition: number,
  { offsets, outputs }: Sourced<Outcome>,
): Buffer {
  const counts = outputs.flatMap((outcome) => outcome.counts);
  return attributionOutcomesCodec.encode({
    sourcePartition,
    offsets,
    cells: outputs.map(({ cell }) => cell).join('\n'),
    at: float64(outputs.map(({ at }) => at)),
    receivedAt: float64(outputs.map(({ receivedAt }) => receivedAt)),
    countSizes: Buffer.from(outputs.map((outcome) => outcome.counts.length)),
    measures: Buffer.from(counts.map(([measure]) => MEASURES.indexOf(measure))),
    amounts: float64(counts.map(([, amount]) => amount)),
    currencies: outputs.map(({ money }) => money?.currency ?? NO_MONEY).join('\n'),
    sums: float64(outputs.map(({ money }) => money?.sum ?? 0)),
    squares: float64(outputs.map(({ money }) => money?.squares ?? 0)),
  });
}

export interface DecodedOutcomes {
  readonly sourcePartition: number;
  readonly offsets: readonly number[];
  readonly outcomes: readonly Outcome[];
}

/** @throws Undecodable, UnknownSchema. */
export function decodeOutcomes(bytes: Uint8Array): DecodedOutcomes {
  const columns = attributionOutcomesCodec.decode(bytes);
  const currencies = columns.currencies.split('\n');
  let next = 0;
  const outcomes = columns.cells.split('\n').map((cell, i) => {
    const counts: [Measure, number][] = [];
    for (const end = next + columns.countSizes[i]!; next < end; next++) {
      counts.push([MEASURES[columns.measures[next]!]!, columns.amounts.readDoubleLE(8 * next)]);
    }
    const currency = currencies[i]!;
    const sum = columns.sums.readDoubleLE(8 * i);
    const squares = columns.squares.readDoubleLE(8 * i);
    return {
      cell,
      at: columns.at.readDoubleLE(8 * i),
      receivedAt: columns.receivedAt.readDoubleLE(8 * i),
      counts,
      money: currency === NO_MONEY ? null : { currency, sum, squares },
    };
  });
  return { sourcePartition: columns.sourcePartition, offsets: columns.offsets, outcomes };
}

function float64(values: readonly number[]): Buffer {
  return Buffer.from(Float64Array.from(values).buffer);
}
