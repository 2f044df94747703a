import { described, integer, list, object, text } from './schemas.ts';

const rejection = object('Rejection', {
  index: described(integer(0), 'Of the entry in what was sent, from 0.'),
  code: text,
  pointer: described(text, 'Leads from the body to the fault (RFC 6901).'),
  message: text,
});

/** Entries that were refused while others of the same call were taken. */
export const rejections = list(rejection);

/** What every refused call answers. */
export const problem = object(
  'Problem',
  {
    code: described(text, 'What was refused and why, in a word that stays the same.'),
    message: described(text, 'The same for people: what it was, and what to do.'),
  },
  { pointer: described(text, 'Leads to the fault in the body (RFC 6901).') },
);

/** What calls with several entries answer when none of them can be taken. */
export const refusedEntries = object(
  'RefusedEntries',
  { code: text, message: text },
  {
    pointer: text,
    accepted: described(integer(0, 0), 'None, where "rejected" says why for each.'),
    rejected: rejections,
  },
);

const retryAfter = {
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } },
};

/** For `components.responses`; the names are those by which answers refer to them. */
export const refusals = {
  Refused: { description: 'Refused; `code` says why.' },
  TooMany: {
    description: 'The key is over its limits (`RATE_LIMITED`, `QUOTA_EXHAUSTED`).',
    headers: retryAfter,
  },
  Unavailable: {
    description: 'Cannot be done now, and nothing of it was; ask again.',
    headers: retryAfter,
  },
} as const;
