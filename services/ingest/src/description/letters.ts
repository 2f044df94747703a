import {
  closed,
  described,
  flag,
  integer,
  list,
  members,
  nullable,
  object,
  text,
  time,
} from '@freshet/openapi';
import type { Operation, Parameter, Schema } from '@freshet/runtime';
import { LIST_LENGTH_MAX, TEXT_LENGTH_MAX } from '../admin/fields.ts';
import type { LetterAddress } from '../admin/letter-routes.ts';
import { PAGE_LETTERS, PAGE_LETTERS_MAX, paging, selectors } from '../admin/letter-request.ts';
import type { Purged, Redriven } from '../dead-letters/dead-letters.ts';
import { shownStatuses } from '../dead-letters/filed-letter.ts';
import type { Refusal } from '../dead-letters/redrive.ts';
import { moment } from './fields.ts';

type Of<Name extends string> = Record<Name, Schema>;

const short: Schema = { type: 'string', maxLength: TEXT_LENGTH_MAX };

const filter: Of<(typeof selectors)[number]> = {
  topic: described(short, 'Where the record was; `intake`: a row that was refused.'),
  group: described(short, 'Which consumers could not process it.'),
  code: described(short, 'Why they could not.'),
  key: described(short, 'Of the record, as text.'),
  from: described(moment, 'Filed then or later; epoch milliseconds or ISO 8601.'),
  to: described(moment, 'Filed before.'),
  offset: described(list(integer(0), LIST_LENGTH_MAX), 'Of letters, one or several.'),
};

const stretch: Of<Exclude<(typeof paging)[number], 'limit'>> = {
  after: described(integer(0), 'Where to begin: the `next` of the call before.'),
  before: described(integer(0), 'Where to end: the `end` of the first call.'),
};

const inList = {
  ...filter,
  ...stretch,
  limit: described({ ...integer(1, PAGE_LETTERS_MAX), default: PAGE_LETTERS }, 'How many at most.'),
  status: described(
    { type: 'string', enum: [...shownStatuses, 'any'], default: 'open' },
    'What has been done about it.',
  ),
} satisfies Of<string>;

const chosen = closed(
  object(
    'LetterFilter',
    {},
    {
      ...filter,
      offset: { anyOf: [integer(0), { ...list(integer(0), LIST_LENGTH_MAX), minItems: 1 }] },
      ...stretch,
      limit: described(integer(1), 'How many at most; all when absent.'),
      all: described(flag, 'Needed where no filter says which.'),
    },
  ),
);

const summary = {
  offset: described(integer(0), 'Names the letter.'),
  filedAt: time,
  status: { type: 'string', enum: shownStatuses },
  origin: members({ topic: text, partition: integer(-1), offset: integer(-1), group: text }),
  step: described(text, 'What could not be done with it.'),
  code: text,
  message: text,
  key: nullable(text),
  bytes: integer(0),
} satisfies Of<string>;

const letter = object(
  'Letter',
  {
    ...summary,
    keyBase64: nullable(text),
    valueBase64: described(nullable(text), 'What could not be processed.'),
    valueText: described(nullable(text), 'The same, where it is text.'),
  },
  {
    site: described(text, 'Of a row that was refused.'),
    isCut: described(flag, 'Whether that row was too long to be kept as a whole.'),
  },
);

const progress = {
  next: described(nullable(integer(0)), 'Where to go on as `after`; null: nowhere.'),
  end: described(integer(0), 'Where the letters ended, for `before`.'),
};

const page = object('LetterPage', { letters: list(object('LetterSummary', summary)), ...progress });

const refusal = object('LetterRefusal', {
  offset: integer(0),
  code: text,
  message: text,
} satisfies Of<keyof Refusal>);

const purged = object('LettersPurged', { purged: integer(0), ...progress } satisfies Of<
  keyof Purged
>);

const sent = (count: string): Schema =>
  members({
    [count]: integer(0),
    already: described(integer(0), 'Meant, but sent back before: left as they are.'),
    refused: integer(0),
    refusals: described(list(refusal), 'The first of them.'),
    ...progress,
  } satisfies Of<Exclude<keyof Redriven, 'redriven'>>);

const query: Record<string, Parameter> = Object.fromEntries(
  Object.entries(inList).map(([name, { description, ...schema }]) => {
    return [name, { description: String(description), schema }];
  }),
);

/** What can be called about a box of letters. */
export function letterOperations({ of, name, sendBack, count }: LetterAddress) {
  const group = 'Administration';
  const which = 'By a filter, or `all`: none of both is a 400 `FILTER_MISSING`.';
  const verb = sendBack[0]!.toUpperCase() + sendBack.slice(1);
  return {
    list: {
      id: `list${name}`,
      group,
      summary: `What is among the ${of}, a page at a time`,
      query,
      answers: { 200: { description: 'A page, oldest first.', schema: page } },
    },
    show: {
      id: `get${name}`,
      group,
      summary: `One of the ${of}, with what could not be processed`,
      description: '404 `LETTER_NOT_FOUND` where it was purged or is too old.',
      path: { offset: { description: 'Of the letter.', schema: integer(0) } },
      answers: { 200: { description: 'All of it.', schema: letter } },
    },
    sendBack: {
      id: `${sendBack}${name}`,
      group,
      summary: `${verb} ${of}: they go through processing once more`,
      description: which,
      body: chosen,
      answers: { 200: { description: 'What became of them.', schema: sent(count) } },
    },
    purge: {
      id: `purge${name}`,
      group,
      summary: `Delete ${of} for good`,
      description: which,
      body: chosen,
      answers: { 200: { description: 'How many are gone.', schema: purged } },
    },
  } satisfies Record<string, Operation>;
}
