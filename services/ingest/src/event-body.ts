import { HttpProblem } from '@freshet/runtime';
import { EVENTS_MAX } from './limits.ts';
import { type Entries, requireEntries, requireObject } from './request-entries.ts';

/** The body of `POST /v1/events`. */
export interface EventBody extends Entries {
  /** Name of the history that the events are imported from; null for live events. */
  readonly source: string | null;
}

const SOURCE_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * One event, `{ events }` or `{ history: { source }, events }`.
 * @throws HttpProblem when nothing of the body can be taken, whatever its events hold.
 */
export function parseEventBody(input: unknown): EventBody {
  const body = requireObject(input);
  if (!Object.hasOwn(body, 'events') && !Object.hasOwn(body, 'history')) {
    return { rows: [body], pointer: undefined, source: null };
  }
  const entries = requireEntries(body, { field: 'events', max: EVENTS_MAX, others: ['history'] });
  return { ...entries, source: body.history === undefined ? null : sourceOf(body.history) };
}

function sourceOf(history: unknown): string {
  const { source, ...others } = Object(history) as Record<string, unknown>;
  if (typeof source === 'string' && SOURCE_PATTERN.test(source) && isEmpty(others)) return source;
  throw new HttpProblem(400, {
    code: 'HISTORY_INVALID',
    message:
      '"history" must be { "source": name } with a name of 1 to 64 letters, digits, ".", "_" or "-".',
    pointer: '/history/source',
  });
}

function isEmpty(fields: object): boolean {
  return Object.keys(fields).length === 0;
}
