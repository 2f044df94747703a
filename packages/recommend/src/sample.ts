import type { Candidates } from './candidates.ts';
import { type Feature, FEATURES, WIDTH } from './features.ts';
import type { ItemFeatures } from './item-features.ts';
import { writeRow } from './rows.ts';

/** Rows that a sample holds at most, the target's among them: some 2 KB. */
export const SAMPLE_ROWS_MAX = 100;

/** A lesson: what the candidates looked like when a session went on to one of them. */
export interface Sample {
  /** Those that the query would have been ranked by, as places in BUCKETS. */
  readonly buckets: readonly number[];
  /** The row of the item that came next. */
  readonly target: number;
  /** Rows. */
  readonly size: number;
  /** How many candidates each row but the target's stands for. */
  readonly others: number;
  /** Row by row, one byte each: the feature in units of its own. */
  readonly features: Uint8Array;
}

/** A feature's units in 1; a byte holds up to 255 of them. */
const UNITS: Partial<Record<Feature, number>> = {
  inSession: 64,
  isPrevious: 64,
  nearness: 64,
  history: 64,
  count: 32,
  repeatRate: 100,
  popLong: 32,
  popShort: 32,
  popNow: 32,
  // It alone is never positive.
  recency: -32,
};
const UNITS_OF_OTHERS = 16;

const units = Float64Array.from(FEATURES, (feature) => UNITS[feature] ?? UNITS_OF_OTHERS);

export interface Lesson {
  /** Slot of the item that came next. */
  readonly target: number;
  readonly buckets: readonly number[];
  /** Decides, with nothing else, which of many candidates are drawn. */
  readonly seed: number;
}

/**
 * What the ranker can learn from the candidates of a session that went on to `target`; undefined when
 * that was none of them. Of many candidates some are drawn, each to stand for several (sampled
 * softmax; Bengio, Senécal 2008): as good as all of them at a tenth of the bytes.
 */
export function freezeSample(
  candidates: Candidates,
  items: ItemFeatures,
  { target, buckets, seed }: Lesson,
): Sample | undefined {
  const targetPlace = candidates.find(target);
  if (targetPlace < 0) return undefined;
  const places = draw(candidates.size, targetPlace, seed);
  const rows = new Float64Array(places.length * WIDTH);
  places.forEach((place, i) => writeRow(rows, i * WIDTH, place, candidates, items));
  return {
    buckets,
    target: 0,
    size: places.length,
    others: places.length > 1 ? (candidates.size - 1) / (places.length - 1) : 1,
    features: inBytes(rows),
  };
}

/** The places of the target and of others, drawn without repetition (Fisher, Yates). */
function draw(size: number, target: number, seed: number): number[] {
  const places = Array.from({ length: size }, (_, place) => place);
  places[target] = 0;
  places[0] = target;
  if (size <= SAMPLE_ROWS_MAX) return places;
  const random = mulberry32(seed);
  for (let i = 1; i < SAMPLE_ROWS_MAX; i++) {
    const from = i + Math.floor(random() * (size - i));
    [places[i], places[from]] = [places[from]!, places[i]!];
  }
  return places.slice(0, SAMPLE_ROWS_MAX);
}

/** Tommy Ettinger's generator (public domain): from 0 to 1, without 1. */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Row by row: an iterator would take as long as all the rest. */
function inBytes(rows: Float64Array): Uint8Array {
  const bytes = new Uint8Array(rows.length);
  for (let row = 0; row < rows.length; row += WIDTH) {
    for (let column = 0; column < WIDTH; column++) {
      const value = Math.round(rows[row + column]! * units[column]!);
      bytes[row + column] = Math.min(255, Math.max(0, value));
    }
  }
  return bytes;
}

/** Writes a sample's rows as they were, but for what the bytes cannot hold. */
export function readRows({ features }: Sample, rows: Float64Array): void {
  for (let row = 0; row < features.length; row += WIDTH) {
    for (let column = 0; column < WIDTH; column++) {
      rows[row + column] = features[row + column]! / units[column]!;
    }
  }
}
