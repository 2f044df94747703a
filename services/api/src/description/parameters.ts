import { described, flag, integer, list, text } from '@freshet/openapi';
import { ID_BYTES_MAX } from '@freshet/events';
import type { Parameter, Schema } from '@freshet/runtime';
import { CURSOR_CHARACTERS_MAX } from '../paging/cursor.ts';
import { ITEM_FIELDS } from '../query/item-fields.ts';
import { SCENARIOS } from '../query/page.ts';
import { EXCLUDE_MAX, EXPLORATION_MAX, N_DEFAULT, N_MAX } from '../query/recommendation-request.ts';

/** An id, which may have at most so many bytes. */
export const id: Schema = { type: 'string', minLength: 1, maxLength: ID_BYTES_MAX };
export const ids = (max: number): Schema => list(id, max);

const fields = list({ type: 'string', enum: ITEM_FIELDS }, ITEM_FIELDS.length);

/** What every list has. */
export const listing = {
  n: described({ ...integer(1, N_MAX), default: N_DEFAULT }, 'How many items at most.'),
  filter: described(text, 'A CEL expression over `item`, as `item.price < 50`.'),
  fields: described(fields, 'What each item says that the catalogue has of it.'),
} satisfies Record<string, Schema>;

export const visitor = {
  userId: described(id, 'Who it is, where they are signed in; goes before anonymousId.'),
  anonymousId: described(id, 'The visitor, as the page knows them.'),
} satisfies Record<string, Schema>;

/** Of one list for a visitor. */
export const slot = {
  ...listing,
  scenario: described(
    { type: 'string', enum: SCENARIOS, default: 'home' },
    'Where it is shown, which decides what may be in it; `raw` bans nothing, and is for admins.',
  ),
  itemId: described(id, 'The item of the page; needed in scenario product.'),
  category: described(id, 'The category of the page; needed in scenario listing.'),
  exclude: described(ids(EXCLUDE_MAX), 'Items that are not to be in it.'),
  maxPerCategory: described(integer(1, N_MAX), 'How many items of one category there may be.'),
  diversity: described(
    { type: 'number', minimum: 0, maximum: 1, default: 0 },
    'How much unlike items come before more of the same.',
  ),
  exploration: described(
    { type: 'number', minimum: 0, maximum: EXPLORATION_MAX },
    'The part of the places that young items get.',
  ),
  explain: described(
    { ...flag, default: false },
    'Has items say what led to them; takes a secret key.',
  ),
} satisfies Record<string, Schema>;

export const paging = {
  page: described({ ...flag, default: false }, 'Has the answer carry `next`.'),
  cursor: described(
    { type: 'string', maxLength: CURSOR_CHARACTERS_MAX },
    'The `next` of the page before.',
  ),
} satisfies Record<string, Schema>;

/** The same as parameters of a query. */
export function inQuery(schemas: Readonly<Record<string, Schema>>): Record<string, Parameter> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { description, ...schema }]) => {
      const isJoined = name === 'fields';
      return [name, { description: String(description), schema, ...(isJoined && { isJoined }) }];
    }),
  );
}
