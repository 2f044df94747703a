import { FreshetError } from '@freshet/runtime';
import type { Log, PartitionOffsets } from '@freshet/stream';

const FORMS = 'earliest, latest, offset:N or time:T (epoch ms, or ISO 8601 with a time zone)';

/** A place in every partition of the live events, as offsets, so that all workers begin alike. */
export interface ReplayRange {
  readonly from: number[];
  readonly to: number[] | null;
}

export interface Events {
  readonly log: Log;
  readonly topic: string;
}

interface Offsets extends Events {
  readonly offsets: readonly PartitionOffsets[];
}

/**
 * Turns what an operator writes into offsets. What retention has removed is not missed: a place
 * before the start of a partition is its start.
 * @throws FreshetError REPLAY_RANGE_INVALID, naming the partition that ends before an offset.
 */
export async function replayRange(
  { from, to }: { readonly from: string; readonly to: string | null },
  { log, topic }: Events,
  now: number,
): Promise<ReplayRange> {
  const events = { log, topic, offsets: await log.admin.offsets(topic) };
  const begin = await placeOf(from, events, now);
  if (to === null) return { from: begin, to: null };
  const end = await placeOf(to, events, now);
  if (end.every((offset, partition) => offset <= begin[partition]!)) {
    throw invalid(`there is no event between --from ${from} and --to ${to}`);
  }
  return { from: begin, to: end };
}

async function placeOf(text: string, events: Offsets, now: number): Promise<number[]> {
  const { offsets } = events;
  if (text === 'earliest') return offsets.map(({ start }) => start);
  if (text === 'latest') return offsets.map(({ end }) => end);
  const offset = /^offset:(\d{1,15})$/.exec(text)?.[1];
  if (offset !== undefined) return atOffset(Number(offset), events);
  const time = /^time:(.+)$/.exec(text)?.[1];
  if (time === undefined) throw invalid(`"${text}" is no place in the log; give ${FORMS}`);
  return atTime(parseTime(time, now), events);
}

function atOffset(offset: number, { topic, offsets }: Offsets): number[] {
  const short = offsets.find(({ end }) => end < offset);
  if (short !== undefined) {
    throw invalid(
      `offset ${offset} lies beyond the end of ${topic}/${short.partition}, which is ${short.end}; ` +
        'an offset holds for every partition, time:T is the same moment in all of them',
    );
  }
  return offsets.map(({ start }) => Math.max(start, offset));
}

async function atTime(time: number, { log, topic, offsets }: Offsets): Promise<number[]> {
  const places = await log.admin.offsetsAt(topic, time);
  const byPartition = new Map(places.map(({ partition, offset }) => [partition, offset]));
  return offsets.map(({ partition, start, end }) =>
    Math.max(start, byPartition.get(partition) ?? end),
  );
}

function parseTime(text: string, now: number): number {
  const isDate = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text);
  const time = /^\d{1,15}$/.test(text) ? Number(text) : isDate ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw invalid(`"${text}" is no time; give ${FORMS}`);
  if (time > now)
    throw invalid(`the time ${text} has not come yet; "latest" is the end of the log`);
  return time;
}

function invalid(reason: string): FreshetError {
  return new FreshetError('REPLAY_RANGE_INVALID', `The log cannot be replayed so: ${reason}.`);
}
