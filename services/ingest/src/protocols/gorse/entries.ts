import { isObject } from '@freshet/runtime';
import type { EntryReader } from '../entry-reader.ts';
import { deletionEvents } from './deletion.ts';
import { feedbackEvents } from './feedback.ts';
import { userEvents } from './user.ts';

/** Where in a row the thing stands that an event's field is made of. */
const places: Readonly<Record<string, string>> = {
  '/userId': '/UserId',
  '/itemId': '/ItemId',
  '/type': '/FeedbackType',
  '/value': '/Value',
  '/properties': '',
};

const translations = {
  feedback: feedbackEvents,
  users: userEvents,
  deletions: deletionEvents,
} as const;

/** What the rows of a request are, and whether they replace (`PUT` feedback) or amend (`PATCH` a user) what was before. */
export interface GorseRows {
  readonly of: keyof typeof translations;
  readonly isChange: boolean;
}

/** How the rows of a request are read. */
export function gorseEntries(beside: GorseRows): EntryReader {
  const { of, isChange } = beside;
  const named = (row: unknown) => ({ userId: isObject(row) ? row['UserId'] : undefined });
  return {
    protocol: 'gorse',
    sentAt: null,
    user: undefined,
    beside,
    profileOf: named,
    everybodyIn: (row) => [named(row)],
    consentOf: () => undefined,
    translate: (row) => translations[of](row, isChange),
    pointerIn: (_row, pointer) => places[pointer] ?? pointer,
  };
}
