import { NOTHING } from './numbers.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** `2026-11-22 09:54:40`, in the browser's time zone: sorts as it reads, and is as wide for every time. */
export function timeText(at: number | string | null | undefined): string {
  const date = new Date(at ?? Number.NaN);
  if (Number.isNaN(date.getTime())) return NOTHING;
  return `${dayText(date)} ${clockText(date)}`;
}

export function clockText(at: number | Date): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':');
}

/** Of a chart's axis: as much of a time (epoch s) as ticks so many seconds apart need. */
export function tickText(at: number, stepS: number): string {
  const date = new Date(at * 1000);
  const clock = clockText(date);
  if (stepS >= DAY_MS / 1000 || clock === '00:00:00') return dayText(date).slice(5);
  return stepS >= MINUTE_MS / 1000 ? clock.slice(0, 5) : clock;
}

function dayText(date: Date): string {
  return [date.getFullYear(), twoDigits(date.getMonth() + 1), twoDigits(date.getDate())].join('-');
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** How long ago, roughly: `12 s ago`. */
export function agoText(at: number, now: number): string {
  const ms = Math.max(0, now - at);
  if (ms < 1000) return 'now';
  return `${durationText(ms)} ago`;
}

/** The largest unit that fits: `450 ms`, `12 s`, `3 min`, `5 h`, `2 d`. */
export function durationText(ms: number | null | undefined): string {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) return NOTHING;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 10_000) return `${Number((ms / 1000).toFixed(1))} s`;
  if (ms < MINUTE_MS) return `${Math.round(ms / 1000)} s`;
  if (ms < HOUR_MS) return `${Math.round(ms / MINUTE_MS)} min`;
  if (ms < 2 * DAY_MS) return `${Math.round(ms / HOUR_MS)} h`;
  return `${Math.round(ms / DAY_MS)} d`;
}

/** What `<input type="datetime-local">` takes and gives, in the browser's time zone. */
export function localInputText(at: number | null | undefined): string {
  const date = new Date(at ?? Number.NaN);
  if (Number.isNaN(date.getTime())) return '';
  return `${dayText(date)}T${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
}

/** Epoch ms; null: nothing was filled in. */
export function localInputTime(text: string): number | null {
  const at = text === '' ? Number.NaN : new Date(text).getTime();
  return Number.isNaN(at) ? null : at;
}
