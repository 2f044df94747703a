import { EVENT_TYPE_CHARACTERS_MAX } from '@freshet/events';

/** Names that were made plain before: a site has a few dozen. At the bound it begins anew. */
const madePlain = new Map<string, string>();
const MADE_PLAIN_MAX = 1_000;
const REMEMBERED_LENGTH_MAX = 128;

/** The name of an event in our letters: `Product Viewed`, `productViewed` and `product-viewed` are `product_viewed`. */
export function plainName(event: string): string {
  const known = madePlain.get(event);
  if (known !== undefined) return known;
  const plain = inOurLetters(event);
  if (event.length > REMEMBERED_LENGTH_MAX) return plain;
  if (madePlain.size >= MADE_PLAIN_MAX) madePlain.clear();
  madePlain.set(event, plain);
  return plain;
}

function inOurLetters(event: string): string {
  return event
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, EVENT_TYPE_CHARACTERS_MAX);
}
