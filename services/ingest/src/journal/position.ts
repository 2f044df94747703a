/** Largest size of a segment file, in bytes, so that number and offset fit into one number. */
export const SEGMENT_BYTES_LIMIT = 2 ** 28;

/**
 * Where an entry begins: segment and offset in one number that rises along the journal, so that a
 * million of them are a flat array.
 */
export function positionOf(segment: number, offset: number): number {
  return segment * SEGMENT_BYTES_LIMIT + offset;
}

export const segmentOf = (position: number): number => Math.floor(position / SEGMENT_BYTES_LIMIT);
export const offsetOf = (position: number): number => position % SEGMENT_BYTES_LIMIT;
