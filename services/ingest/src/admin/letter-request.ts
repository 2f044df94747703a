import { HttpProblem } from '@freshet/runtime';
import type { LetterRequest } from '../dead-letters/dead-letters.ts';
import { shownStatuses } from '../dead-letters/filed-letter.ts';
import type { LetterFilter } from '../dead-letters/letter-filter.ts';
import { AdminFields, type Fields } from './fields.ts';

/** Letters of one page of a list, which is held in memory. */
export const PAGE_LETTERS_MAX = 100;
export const PAGE_LETTERS = 20;

export const selectors = ['topic', 'group', 'code', 'key', 'from', 'to', 'offset'] as const;
export const paging = ['after', 'before', 'limit'] as const;
const everyOffset = { min: 0, max: Number.MAX_SAFE_INTEGER };

/** A query: the open letters, unless it asks for others. */
export function listRequest(query: Fields): LetterRequest {
  const fields = new AdminFields(query, [...selectors, ...paging, 'status']);
  const limit = fields.whole('limit', { min: 1, max: PAGE_LETTERS_MAX }) ?? PAGE_LETTERS;
  const status = fields.choice('status', [...shownStatuses, 'any']) ?? 'open';
  const statuses = status === 'any' ? shownStatuses : [status];
  return { filter: { ...selection(fields), statuses }, ...stretch(fields), limit };
}

/** A body: the letters that are there, and none without a filter unless it says `"all": true`. */
export function changeRequest(body: Fields): LetterRequest {
  const fields = new AdminFields(body, [...selectors, ...paging, 'all']);
  const limit = fields.whole('limit', { min: 1, max: Number.MAX_SAFE_INTEGER }) ?? Infinity;
  if (!fields.flag('all') && selectors.every((name) => body[name] === undefined)) {
    const message = `Say which letters by ${selectors.join(', ')}, or "all": true.`;
    throw new HttpProblem(400, { code: 'FILTER_MISSING', message, pointer: '' });
  }
  const filter: LetterFilter = { ...selection(fields), statuses: shownStatuses };
  return { filter, ...stretch(fields), limit };
}

const stretch = (fields: AdminFields) => ({
  after: fields.whole('after', everyOffset) ?? 0,
  before: fields.whole('before', everyOffset) ?? Infinity,
});

function selection(fields: AdminFields): Omit<LetterFilter, 'statuses'> {
  const chosen = {
    topic: fields.text('topic'),
    group: fields.text('group'),
    code: fields.text('code'),
    key: fields.text('key'),
    from: fields.moment('from'),
    to: fields.moment('to'),
    offsets: fields.wholes('offset'),
  };
  return Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined));
}
