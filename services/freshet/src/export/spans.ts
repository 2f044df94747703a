import type { Log } from '@freshet/stream';
import type { Stretch } from './days.ts';

/** Offsets of a partition. */
export interface Span {
  readonly partition: number;
  /** The first one that is kept at all. */
  readonly start: number;
  readonly from: number;
  readonly to: number;
}

/**
 * What came into each partition in a stretch of time. Stretches that follow each other share their
 * bounds, so no record is in two or in none.
 */
export async function spansOf(
  { admin }: Pick<Log, 'admin'>,
  topic: string,
  { from, to }: Stretch,
): Promise<readonly Span[]> {
  const [begins, ends, kept] = await Promise.all([
    admin.offsetsAt(topic, from),
    admin.offsetsAt(topic, to),
    admin.offsets(topic),
  ]);
  const offsetIn = (places: typeof begins, partition: number) =>
    places.find((place) => place.partition === partition)!.offset;
  return kept
    .map(({ partition, start }) => ({
      partition,
      start,
      from: Math.max(start, offsetIn(begins, partition)),
      to: offsetIn(ends, partition),
    }))
    .filter(({ from: first, to: end }) => end > first);
}

/** When the oldest record that is still kept came in, epoch ms; undefined: there is none. */
export async function firstTime(
  log: Pick<Log, 'admin' | 'read'>,
  topic: string,
): Promise<number | undefined> {
  let first: number | undefined;
  for (const { partition, start, end } of await log.admin.offsets(topic)) {
    if (start === end) continue;
    await log.read({
      topic,
      partition,
      from: start,
      to: end,
      async handle([record]) {
        first = Math.min(first ?? Infinity, record!.timestamp);
        return 'enough';
      },
    });
  }
  return first;
}
