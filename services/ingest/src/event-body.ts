import { HttpProblem } from '@freshet/runtime';
import { EVENTS_MAX } from './limits.ts';
import { parseTime, TIME_RULE } from './event-time.ts';
import { type Entries, requireEntries, requireObject } from './request-entries.ts';

/** The body of `POST /v1/events`. */
export interface EventBody extends Entries {
  /** Name of the history that the events are imported from; null for live events. */
  readonly source: string | null;
  /** When the client sent them, epoch ms by its own clock, so that a wrong one can be corrected. */
  readonly sentAt: number | null;
  /** Whether all of them are to be taken, and seen, together or not at all. */
  readonly atomic: boolean;
  /** So many events of one profile are taken; PROFILE_EVENTS_MAX where it does not say. */
  readonly profileMax?: number;
  /** As of `Intake`. */
  readonly cutsToFit?: boolean;
}

const SOURCE_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * One event, `{ events }` or `{ history: { source }, events }`; lists also with `atomic`,
 * live ones with `sentAt`.
 * @throws HttpProblem when nothing of the body can be taken, whatever its events hold.
 */
export function parseEventBody(input: unknown): EventBody {
  const body = requireObject(input);
  if (!Object.hasOwn(body, 'events') && !Object.hasOwn(body, 'history')) {
    return { rows: [body], pointer: undefined, source: null, sentAt: null, atomic: false };
  }
  const others = ['history', 'atomic', 'sentAt'];
  const entries = requireEntries(body, { field: 'events', max: EVENTS_MAX, others });
  const source = body.history === undefined ? null : sourceOf(body.history);
  return { ...entries, source, sentAt: sentAtOf(body), atomic: atomicOf(body.atomic) };
}

/** Imported history has its times from elsewhere, and no clock to correct. */
function sentAtOf({ sentAt, history }: Record<string, unknown>): number | null {
  if (sentAt === undefined) return null;
  const time =
    typeof sentAt === 'number' || typeof sentAt === 'string' ? parseTime(sentAt) : undefined;
  if (time !== undefined && history === undefined) return time;
  throw new HttpProblem(400, {
    code: 'SENT_AT_INVALID',
    message: `"sentAt" ${TIME_RULE}, and cannot stand beside "history".`,
    pointer: '/sentAt',
  });
}

function atomicOf(value: unknown): boolean {
  if (value === undefined || typeof value === 'boolean') return value === true;
  throw new HttpProblem(400, {
    code: 'ATOMIC_INVALID',
    message: '"atomic" must be true or false.',
    pointer: '/atomic',
  });
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
