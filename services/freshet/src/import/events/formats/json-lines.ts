import { LINE_BYTES_MAX, linesOf } from '../../source/lines.ts';
import { type Source, unreadable } from '../../source/source.ts';
import type { Refusal } from '../../report.ts';
import { type EventEntry, type PastEvent, profileMissing } from '../entry.ts';

/** What one line says; undefined: nothing that concerns us. */
export type ReadLine = (value: object) => PastEvent | Refusal | undefined;

/** JSON objects, one a line, each read by `read`. @throws FreshetError IMPORT_FILE_INVALID. */
export async function* jsonLines(source: Source, read: ReadLine): AsyncGenerator<EventEntry> {
  let line = 0;
  try {
    for await (const { number, text } of linesOf(source.content())) {
      line = number;
      yield { place: `line ${number}`, event: text === undefined ? tooLong : parsed(text, read) };
    }
  } catch (cause) {
    throw unreadable(source.name, cause, `line ${line + 1}`);
  }
}

const tooLong: Refusal = {
  code: 'LINE_TOO_LONG',
  message: `it is longer than ${LINE_BYTES_MAX} bytes`,
};

function parsed(text: string, read: ReadLine): ReturnType<ReadLine> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { code: 'JSON_INVALID', message: (error as Error).message };
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return read(value);
  return { code: 'JSON_INVALID', message: 'it is no object' };
}

/** An event in our own words, which the intake checks. */
export function ownEvent(value: object): PastEvent | Refusal {
  const { userId, anonymousId } = value as Partial<PastEvent>;
  const isOfSomebody = [userId, anonymousId].some((id) => typeof id === 'string');
  return isOfSomebody ? (value as PastEvent) : profileMissing;
}
