const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const EPOCH_S = /^\d{1,10}$/;
const EPOCH_MS = /^\d{11,14}$/;
/** RFC 3339, and the same with a space, without seconds, time or zone; Go prints the zone twice. */
const DATE =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(?:(Z|UTC|GMT)|([+-]\d\d):?(\d\d))?(?: [A-Z]{3,4})?)?$/;

/**
 * Epoch ms of a time as Gorse's clients write it; without a zone it is UTC. null: none, which Go writes as
 * the year 1; undefined: not a time.
 */
export function parseTime(text: string): number | null | undefined {
  if (text === '' || text.startsWith('0001-01-01')) return null;
  // Nearly every time is one of ECMAScript's own.
  if (ISO.test(text)) return parsed(text);
  if (EPOCH_S.test(text)) return Number(text) * 1000;
  if (EPOCH_MS.test(text)) return Number(text);
  const [, date, time = '00:00', , hours, minutes] = DATE.exec(text) ?? [];
  if (date === undefined) return undefined;
  const zone = hours === undefined ? 'Z' : `${hours}:${minutes}`;
  return parsed(`${date}T${time}${zone}`);
}

function parsed(text: string): number | undefined {
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}

/** A time as Gorse writes it. */
export function timeText(at: number | null): string {
  if (at === null) return '0001-01-01T00:00:00Z';
  return new Date(at).toISOString().replace('.000Z', 'Z');
}
