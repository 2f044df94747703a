import { createCodec } from './codec.ts';
import { version } from './schema-version.ts';

/**
 * What one batch of one partition of `behaviour.events` adds to the cells of one partition of
 * `attribution.outcomes`, in columns. Entry i is what one event adds to one cell. Numbers are float64,
 * little-endian, where nothing else is said.
 */
export interface AttributionOutcomes {
  sourcePartition: number;
  /** Offset in the source partition of the event behind each, rising. */
  readonly offsets: readonly number[];
  /** Keys of cells, joined by newlines. */
  cells: string;
  /** Effective time of each event. */
  at: Buffer;
  /** When ingest received each event. */
  receivedAt: Buffer;
  /** uint8: how many of the measures and amounts belong to each. */
  countSizes: Buffer;
  /** uint8: place in the list of measures. */
  measures: Buffer;
  amounts: Buffer;
  /** Joined by newlines: ISO 4217, '' where none was given, `-` where no money is added. */
  currencies: string;
  /** Of money, in ten-thousandths, and of the squares of what one visitor brought. */
  sums: Buffer;
  squares: Buffer;
}

/** All that was counted in a cell; the newest record of a key replaces the others. */
export interface AttributionFigures {
  /** The record's key. */
  cell: string;
  /** float64, by measure. */
  counts: Buffer;
  /** Joined by newlines; as many as there are sums. */
  currencies: string;
  /** float64, by currency, as in the outcomes. */
  sums: Buffer;
  squares: Buffer;
  /** Event time of the first impression, epoch ms; 0: none yet. */
  firstAt: number;
  /** Event time of the hundredth; 0: there is none yet. */
  hundredthAt: number;
  /** Highest event time. */
  lastAt: number;
}

export const attributionOutcomesCodec = createCodec<AttributionOutcomes>('attribution-outcomes', [
  version(31, 'attribution-outcomes.1'),
]);
export const attributionFiguresCodec = createCodec<AttributionFigures>('attribution-figures', [
  version(32, 'attribution-figures.1'),
]);
