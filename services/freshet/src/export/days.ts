const DAY_MS = 86_400_000;
const dayOrTime = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** Epoch ms of a day of UTC, or of an ISO 8601 time with its zone; undefined if it is neither. */
export function parseMoment(text: string): number | undefined {
  const time = dayOrTime.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

/** A stretch of time, and what its file is called; epoch ms, without `to`. */
export interface Stretch {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** The days of UTC in `from` to before `to`; the first and the last may be parts of one. */
export function daysIn(from: number, to: number): readonly Stretch[] {
  const days: Stretch[] = [];
  for (let start = from; start < to; ) {
    const next = Math.min(to, (Math.floor(start / DAY_MS) + 1) * DAY_MS);
    days.push({ name: new Date(start).toISOString().slice(0, 10), from: start, to: next });
    start = next;
  }
  return days;
}

/** Whether the stretch is a whole day, so that its file can be left once it was written after its end. */
export const isWholeDay = ({ from, to }: Stretch): boolean =>
  from % DAY_MS === 0 && to - from === DAY_MS;
