import { bestFirst } from './best-first.ts';
import type { Candidates } from './candidates.ts';
import { COLUMN, WIDTH } from './features.ts';
import type { ItemFeatures } from './item-features.ts';
import { writeRow, writeScores } from './rows.ts';
import { bucketOf, START_WEIGHTS } from './weights.ts';

/** Rows that a sample holds at most, the target's among them: some 3 KB. */
export const SAMPLE_ROWS_MAX = 160;

/** A lesson: what the candidates looked like when a session went on to one of them. */
export interface Sample {
  /** Of the session's length. */
  readonly bucket: number;
  /** The row of the item that came next. */
  readonly target: number;
  /** Rows. */
  readonly size: number;
  /** Row by row, one byte each: the feature in units of 1/32, 0 to 7.97. */
  readonly features: Uint8Array;
}

/** Bytes per feature are too few for its sign: recency alone is negative. */
const UNITS = Float64Array.from({ length: WIDTH }, (_, column) =>
  column === COLUMN.recency ? -1 / 32 : 1 / 32,
);

/**
 * What the ranker can learn from a session of `events` events that went on to the item in slot
 * `target`; undefined when that was no candidate. Of many candidates the likeliest are kept: what
 * scores low weighs nothing in the softmax.
 */
export function freezeSample(
  candidates: Candidates,
  items: ItemFeatures,
  { target, events }: { readonly target: number; readonly events: number },
): Sample | undefined {
  const targetPlace = candidates.find(target);
  if (targetPlace < 0) return undefined;
  const places = likeliest(candidates, items, targetPlace);
  const rows = new Float64Array(places.length * WIDTH);
  for (let i = 0; i < places.length; i++) writeRow(rows, i * WIDTH, places[i]!, candidates, items);
  const features = Uint8Array.from(rows, inBytes);
  return { bucket: bucketOf(events), target: 0, size: places.length, features };
}

/** The places of the target and of the best others. */
function likeliest(candidates: Candidates, items: ItemFeatures, target: number): number[] {
  const { size } = candidates;
  const scores = new Float64Array(size);
  writeScores(scores, candidates, items, START_WEIGHTS);
  const order = bestFirst(scores, SAMPLE_ROWS_MAX);
  const places = [target];
  while (places.length < Math.min(size, SAMPLE_ROWS_MAX)) {
    const place = order.next();
    if (place !== target) places.push(place);
  }
  return places;
}

function inBytes(value: number, i: number): number {
  return Math.min(255, Math.max(0, Math.round(value / UNITS[i % WIDTH]!)));
}

/** Writes a sample's rows as they were, but for what the bytes cannot hold. */
export function readRows({ features }: Sample, rows: Float64Array): void {
  for (let i = 0; i < features.length; i++) rows[i] = features[i]! * UNITS[i % WIDTH]!;
}
