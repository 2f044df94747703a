const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();
/** Time zones that were asked for; there are about 600 names. */
const FORMATS_MAX = 1_000;

export function isTimeZone(name: string): boolean {
  try {
    return formatOf(name) !== undefined;
  } catch {
    return false;
  }
}

/** The beginning of the day of the time zone in which `at` lies. */
export function startOfDay(at: number, timeZone: string): number {
  const midnight = Math.floor((at + offsetAt(at, timeZone)) / DAY_MS) * DAY_MS;
  // The clock may have been changed since midnight, so its offset then is asked for, with what it gives.
  const guess = midnight - offsetAt(at, timeZone);
  const start = midnight - offsetAt(guess, timeZone);
  return start <= at ? start : guess;
}

/** The beginning of the day after. Days are 23 to 25 hours long. */
export function startOfNextDay(at: number, timeZone: string): number {
  return startOfDay(startOfDay(at, timeZone) + 1.25 * DAY_MS, timeZone);
}

/** What clocks there show more than UTC, in ms. */
function offsetAt(at: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)!.value);
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown - Math.floor(at / 1_000) * 1_000;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    if (formats.size >= FORMATS_MAX) formats.clear();
    formats.set(timeZone, format);
  }
  return format;
}
