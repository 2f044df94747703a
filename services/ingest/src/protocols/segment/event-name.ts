/** Types that we know ourselves, and the one that travels as an erasure: no name of a site's own means them. */
const ownTypes = new Set(
  'view click impression cart purchase refund rating identify alias erase'.split(' '),
);
const LENGTH_MAX = 64;

/** The name of an event in our letters: `Product Viewed`, `productViewed` and `product-viewed` are `product_viewed`. */
export function plainName(event: string): string {
  return event
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, LENGTH_MAX);
}

/** The type of an event that a site has named itself, by its plain name. */
export function ownEventType(plain: string): string {
  if (plain === '') return 'track';
  return ownTypes.has(plain) ? `track_${plain}` : plain;
}
