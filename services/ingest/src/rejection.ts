import type { Entries } from './request-entries.ts';

/** Every reason for which one event or catalogue row is refused while its neighbours go through. */
export const rejectionCodes = [
  'FIELD_UNKNOWN',
  'FIELD_MISSING',
  'FIELD_TYPE',
  'FIELD_RANGE',
  'ID_INVALID',
  'TYPE_INVALID',
  'TIME_INVALID',
  'CURRENCY_INVALID',
  'PURPOSE_INVALID',
  'CATEGORY_INVALID',
  'PROFILE_MISSING',
  'USER_UNVERIFIED',
  'ALIAS_OF_ITSELF',
  'CONSENT_MISSING',
  'PROFILE_TOO_MANY',
  'SEQUENCE_NOT_RISING',
  'OBJECT_TOO_LARGE',
  'OBJECT_TOO_DEEP',
] as const;

export type RejectionCode = (typeof rejectionCodes)[number];

/** What is wrong with one entry; `pointer` (RFC 6901) leads from the entry to the fault. */
export interface Fault {
  readonly code: RejectionCode;
  readonly pointer: string;
  readonly message: string;
}

/** A fault with the place of its entry; `pointer` now leads from the request's body. */
export interface Rejection extends Fault {
  readonly index: number;
}

/** `what` continues a sentence that begins with the field's name. */
export function fault(code: RejectionCode, pointer: string, what: string): Fault {
  const subject = pointer === '' ? 'The entry' : pointer.slice(1);
  return { code, pointer, message: `${subject} ${what}.` };
}

export function isFault(outcome: object | string | null): outcome is Fault {
  return typeof outcome === 'object' && outcome !== null && 'pointer' in outcome;
}

/** The fault of the entry at `index`, placed in the body that it came in. */
export function rejection(
  { code, pointer, message }: Fault,
  entries: Entries,
  index: number,
): Rejection {
  const entry = entries.pointer === undefined ? '' : `${entries.pointer}/${index}`;
  return { index, code, pointer: entry + pointer, message };
}
