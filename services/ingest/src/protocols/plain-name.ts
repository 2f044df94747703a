import { EVENT_TYPE_CHARACTERS_MAX } from '@freshet/events';
import { memoized } from './memoized.ts';

/**
 * The name of an event in our letters: `Product Viewed`, `productViewed` and `product-viewed` are
 * `product_viewed`. A site has a few dozen.
 */
export const plainName = memoized(inOurLetters, { max: 64, charsMax: 128 });

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
