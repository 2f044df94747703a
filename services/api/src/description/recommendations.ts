import { closed, described, integer, list, object, text } from '@freshet/openapi';
import { FACTOR_MAX } from '@freshet/rules';
import type { Operation, Schema } from '@freshet/runtime';
import { BOOSTS_MAX } from '../query/boosts.ts';
import { CANDIDATES_MAX, SESSION_ITEMS_MAX, SLOTS_MAX } from '../query/recommendation-request.ts';
import { recommendations } from './lists.ts';
import { id, ids, inQuery, paging, slot, visitor } from './parameters.ts';

const at = described(integer(0), 'Answers as of that time, in epoch milliseconds; for admins.');

const factor = { type: 'number', minimum: 1 / FACTOR_MAX, maximum: FACTOR_MAX };
export const boost = list(object('Boost', { filter: text, factor }), BOOSTS_MAX);

const slotOfBody = {
  ...slot,
  boost: described(boost, 'Items that pass count as so many times likelier.'),
  candidates: described(
    { ...ids(CANDIDATES_MAX), minItems: 1 },
    'Items of your own that are put into order instead.',
  ),
};

const common = {
  ...visitor,
  at,
  session: described(
    ids(SESSION_ITEMS_MAX),
    'Items as visited, oldest first, in place of those of the profile.',
  ),
};

const oneList = closed(
  object('RecommendationQuestion', {}, { ...common, ...slotOfBody, ...paging }),
);

const severalLists = closed(
  object(
    'SlotsQuestion',
    {
      slots: {
        type: 'object',
        description: 'By name, in order: what is in one is in none behind it.',
        additionalProperties: closed(object('Slot', {}, slotOfBody)),
        minProperties: 1,
        maxProperties: SLOTS_MAX,
      },
    },
    common,
  ),
);

/** What `POST /v1/recommendations` takes. */
export const question: Schema = { oneOf: [oneList, severalLists] };

const slots = object('SlotsAnswer', {
  slots: { type: 'object', additionalProperties: recommendations },
});

export const getRecommendations: Operation = {
  id: 'getRecommendations',
  group: 'Recommendations',
  summary: 'What this visitor may want next',
  query: inQuery({ ...visitor, at, ...slot, ...paging }),
  answers: { 200: { description: 'The list.', schema: recommendations } },
};

export const postRecommendations: Operation = {
  id: 'postRecommendations',
  group: 'Recommendations',
  summary: 'The same by a body, which has room for more, or several lists at once',
  body: question,
  answers: {
    200: {
      description: 'The list, or one for each slot.',
      schema: { oneOf: [recommendations, slots] },
    },
  },
};

export const getSimilar: Operation = {
  id: 'getSimilarItems',
  group: 'Recommendations',
  summary: 'What others visited with an item',
  path: { itemId: { description: 'Of the item.', schema: id } },
  query: inQuery({ n: slot.n, filter: slot.filter, fields: slot.fields }),
  answers: { 200: { description: 'The list.', schema: recommendations } },
};
