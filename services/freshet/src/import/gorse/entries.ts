import { TITLE_CHARACTERS_MAX } from '@freshet/events';
import { eventsOf, parseTime } from '@freshet/gorse';
import type { EventEntry, PastEvent } from '../events/entry.ts';
import type { FeedEntry, FeedItem } from '../feed/entry.ts';
import type { Refusal } from '../report.ts';
import type { BrokenLine, GorseFeedback, GorseItem, PlacedRow } from './row.ts';

/** The items among the rows, and what cannot be read. */
export async function* itemEntries(rows: AsyncIterable<PlacedRow>): AsyncGenerator<FeedEntry> {
  for await (const { place, row } of rows) {
    if (row.kind !== 'item' && row.kind !== 'broken') continue;
    const item = row.kind === 'item' ? itemOf(row) : refusalOf(row);
    yield { place, itemId: 'itemId' in item ? item.itemId : undefined, item };
  }
}

/** The feedback among the rows, each as the events that `POST /api/feedback` makes of it. */
export async function* feedbackEntries(rows: AsyncIterable<PlacedRow>): AsyncGenerator<EventEntry> {
  for await (const { place, row } of rows) {
    if (row.kind !== 'feedback') continue;
    for (const event of eventsIn(row)) yield { place, event };
  }
}

const refusalOf = ({ code, message }: BrokenLine): Refusal => ({ code, message });

function itemOf({
  itemId,
  isHidden,
  categories,
  timestamp,
  labels,
  comment,
}: GorseItem): FeedItem | Refusal {
  if (typeof itemId !== 'string' || itemId === '')
    return { code: 'ID_MISSING', message: 'it has no ItemId' };
  const publishedAt = timeOf(timestamp);
  if (publishedAt === undefined) return timeInvalid(timestamp);
  const title = typeof comment === 'string' ? comment : '';
  const own = {
    ...(labels != null && { Labels: labels }),
    ...(title.length > TITLE_CHARACTERS_MAX && { Comment: title }),
  };
  return {
    itemId,
    ...(title !== '' && { title: title.slice(0, TITLE_CHARACTERS_MAX) }),
    categories: (categories ?? []) as string[],
    available: isHidden !== true,
    ...(publishedAt !== null && { publishedAt }),
    ...(Object.keys(own).length > 0 && { properties: { gorse: own } }),
  };
}

function eventsIn(feedback: GorseFeedback): readonly (PastEvent | Refusal)[] {
  const { type, userId, itemId, value, timestamp, labels, comment } = feedback;
  const ids = { FeedbackType: type, UserId: userId, ItemId: itemId };
  const missing = Object.entries(ids).find(([, id]) => typeof id !== 'string' || id === '');
  if (missing !== undefined) return [{ code: 'ID_MISSING', message: `it has no ${missing[0]}` }];
  const at = timeOf(timestamp);
  // Of the past it has to say when.
  if (at == null) return [timeInvalid(timestamp)];
  return eventsOf({
    type: type as string,
    userId: userId as string,
    itemId: itemId as string,
    at,
    value: typeof value === 'number' ? value : 0,
    labels,
    comment: typeof comment === 'string' ? comment : '',
    overwrites: false,
  });
}

/** null: none. */
const timeOf = (timestamp: unknown): number | null | undefined =>
  timestamp == null ? null : typeof timestamp === 'string' ? parseTime(timestamp) : undefined;

const timeInvalid = (timestamp: unknown): Refusal => ({
  code: 'TIME_INVALID',
  message: `${JSON.stringify(timestamp ?? null)} is no time`,
});
