/** Seconds of what Go calls a unit of time; µ is written in two ways. */
const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};
const PART = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/gy;

/**
 * Seconds of a duration as Go's time.ParseDuration has it, `1h30m`, `1.5h`, `0`; undefined for what is none, or
 * below 0.
 */
export function parseDuration(text: string): number | undefined {
  if (text === '0') return 0;
  let seconds = 0;
  let end = 0;
  for (const [part, number, unit] of text.matchAll(PART)) {
    seconds += Number(number) * UNITS[unit!]!;
    end += part.length;
  }
  return end > 0 && end === text.length ? seconds : undefined;
}
