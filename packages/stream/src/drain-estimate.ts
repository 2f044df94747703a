/** Where a group stands: the offset of the next record to process, by partition held here. */
export type Positions = ReadonlyMap<number, number>;

export interface Sample {
  /** ms on a clock that never goes back. */
  readonly at: number;
  readonly positions: Positions;
}

/**
 * Records a second that were processed from the first sample to the last. A partition counts for as
 * long as it is held; one that was set back or given away counts for nothing meanwhile.
 */
export function processedPerSecond(samples: readonly Sample[]): number {
  const [first, last] = [samples.at(0), samples.at(-1)];
  if (first === undefined || last === undefined || last.at <= first.at) return 0;
  let records = 0;
  for (const [i, { positions }] of samples.entries()) {
    const before = samples[i - 1]?.positions;
    for (const [partition, next] of positions) {
      records += Math.max(0, next - (before?.get(partition) ?? next));
    }
  }
  return (1000 * records) / (last.at - first.at);
}

/**
 * Seconds until `lag` records are processed, if it goes on at this rate; what comes in meanwhile is not
 * in it. undefined while nothing moves: nobody knows when a group goes on that stands still, and a
 * figure, however large, would say that it will.
 */
export function drainSeconds(lag: number, perSecond: number): number | undefined {
  if (lag === 0) return 0;
  return perSecond > 0 ? lag / perSecond : undefined;
}
