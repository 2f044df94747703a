import {
  described,
  flag,
  list,
  members,
  nullable,
  number,
  object,
  oneOf,
  text,
  time,
} from '@freshet/openapi';
import { FEATURES } from '@freshet/recommend';
import type { Schema } from '@freshet/runtime';
import type { ItemField } from '../query/item-fields.ts';
import type { EmptyBecause } from '../recommendations/emptiness.ts';
import type { Strategy } from '../recommendations/list.ts';
import type { Reason } from '../recommendations/reasons.ts';

const because: Record<EmptyBecause, string> = {
  EXPERIMENT: 'the visitor is in an arm of an experiment that shows nothing',
  NOTHING_KNOWN: 'there is no catalogue, and nobody has visited anything',
  NOTHING_SERVABLE: 'nothing of it is available or has had visitors enough',
  CATEGORY_EMPTY: 'no item that may be shown is in the category',
  FILTER_MATCHES_NOTHING: 'the filter passes none of the items that may be shown',
  NOTHING_RANKED: 'nobody has visited what may be shown, or it has no date',
  RULES_HIDE_ALL: 'business rules hide what would be there',
  ALL_EXCLUDED:
    'all of it is excluded, in another list, on an earlier page, looked at, in the cart, bought or dismissed',
};
export const emptyBecause = described(
  oneOf(because),
  `Why there is no item. ${oneOf(because)['description'] as string}`,
);

const strategies: Record<Strategy, string> = {
  'co-visitation': 'neighbours of the session are in it',
  catalogue: 'only what the catalogue says is like its items',
  trending: 'nothing is known that leads further',
  popular: 'an arm of an experiment',
  holdout: 'the arm of an experiment that is held out',
  none: 'nothing is known of what may be shown',
};

const entry: Record<ItemField, Schema> = {
  title: nullable(text),
  url: nullable(text),
  image: nullable(text),
  categories: list(text),
  price: nullable(number),
  currency: nullable(text),
  available: flag,
  publishedAt: nullable(time),
};

/** What the catalogue has of an item, as far as it was asked for. */
const asked = nullable(object('CatalogueFields', {}, entry));

/** All that the catalogue has of an item. */
export const catalogueEntry = object('CatalogueEntry', {
  itemId: text,
  ...entry,
  properties: { type: 'object', additionalProperties: true },
});

/** A row of a list, which also says what was asked for of its item. */
export const row = (title: string, required: Record<string, Schema>, optional = {}): Schema =>
  object(title, { itemId: text, ...required }, { ...optional, catalogue: asked });

const reasons: Record<Reason['type'], string> = {
  'co-visited': 'people went on to it from `itemId`, in that `share` of their steps',
  'co-visited-via': 'the same, from an item that the session leads to',
  alike: 'the catalogue says as much the same of it and `itemId` as `likeness` says',
  history: 'the visitor has been with it before',
  trending: 'many look at it now',
  exploration: 'visitors are to make it known',
};

const reason = object(
  'Reason',
  { type: oneOf(reasons) },
  { itemId: text, share: number, likeness: number },
);

const byFeature = object(
  'ByFeature',
  {},
  Object.fromEntries(FEATURES.map((feature) => [feature, number])),
);

/** A business rule that moved an item. */
export const ruleTouch = members({ id: text, action: text }, { factor: number });

const recommendation = row(
  'Recommendation',
  { score: described(nullable(number), 'null: nothing is known that could be scored.') },
  {
    explored: described(flag, 'A young item, that visitors are to make known.'),
    reasons: list(reason),
    rules: described(list(ruleTouch), 'Business rules that moved it.'),
    features: described(byFeature, 'What each feature has added to the score.'),
    boost: described(number, 'What boosts have added to the score.'),
  },
);

export const recommendations = object(
  'Recommendations',
  {
    recommId: described(text, 'To be sent with clicks on what is in it.'),
    strategy: oneOf(strategies),
    fallback: described(flag, 'Whether it is not made of what the visitor did.'),
    items: list(recommendation),
  },
  {
    weights: byFeature,
    emptyBecause,
    experiment: members({ id: text, variant: text }),
    degraded: described(flag, 'The store could not be read, so the visitor had no part in it.'),
    next: described(text, 'Brings the next page as `cursor`.'),
  },
);
