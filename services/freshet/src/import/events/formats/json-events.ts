import { isObject } from '@freshet/runtime';
import { jsonValues } from '../../source/json-values.ts';
import type { Source } from '../../source/source.ts';
import type { Refusal } from '../../report.ts';
import { type EventEntry, type PastEvent, profileMissing } from '../entry.ts';

/** What one line says; undefined: nothing that concerns us. */
export type ReadLine = (value: object) => PastEvent | Refusal | undefined;

/** JSON objects, one a line or as one list, each read by `read`. @throws FreshetError IMPORT_FILE_INVALID. */
export async function* eventsIn(source: Source, read: ReadLine): AsyncGenerator<EventEntry> {
  for await (const { place, ...line } of jsonValues(source)) {
    yield { place, event: 'refusal' in line ? line.refusal : eventIn(line.value, read) };
  }
}

function eventIn(value: unknown, read: ReadLine): ReturnType<ReadLine> {
  if (isObject(value)) return read(value);
  return { code: 'JSON_INVALID', message: 'it is no object' };
}

/** An event in our own words, which the intake checks. */
export function ownEvent(value: object): PastEvent | Refusal {
  const { userId, anonymousId } = value as Partial<PastEvent>;
  const isOfSomebody = [userId, anonymousId].some((id) => typeof id === 'string');
  return isOfSomebody ? (value as PastEvent) : profileMissing;
}
