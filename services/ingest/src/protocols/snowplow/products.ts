import { ORDER_LINES_MAX } from '@freshet/events';
import { priceOf, quantityOf } from '../amounts.ts';
import { textOf } from '../text.ts';
import { type Act, numberOf, type Row } from './row.ts';
import { recommendedBy } from './recommended.ts';
import type { SelfDescribing } from './self-describing.ts';

const ECOMMERCE = 'com.snowplowanalytics.snowplow.ecommerce';

export const isProduct = ({ vendor, name }: SelfDescribing): boolean =>
  vendor === ECOMMERCE && name === 'product';

/** The products that an event is about, in their order. */
export function productsIn(entities: readonly SelfDescribing[]): readonly Row[] {
  const products: Row[] = [];
  for (const entity of entities) if (isProduct(entity)) products.push(entity.data);
  return products;
}

/** Products as the lines of an order; the first of a long one, which is worth more than one that is refused. */
export function linesOf(products: readonly Row[]): readonly Row[] {
  return products.slice(0, ORDER_LINES_MAX).map(({ id, quantity, price }) => {
    return lineOf(id, quantity, price);
  });
}

export const lineOf = (id: unknown, quantity: unknown, price: unknown): Row => ({
  itemId: textOf(id),
  quantity: quantityOf(numberOf(quantity)),
  price: priceOf(numberOf(price)),
});

/** Of each product one event of this type, with all that is told of it. */
export function eachProduct(
  type: 'view' | 'click',
  products: readonly Row[],
  entities: readonly SelfDescribing[],
): readonly Act[] {
  return products.map((product) => {
    const { id, ...properties } = product;
    const { recommId, position } = recommendedBy(entities, product.position);
    return { type, itemId: textOf(id), recommId, position, properties };
  });
}

/** Products that were seen together; of a long list those at its beginning. */
export function shown(
  products: readonly Row[],
  entities: readonly SelfDescribing[],
  properties: Row,
): readonly Act[] {
  const seen = products.slice(0, ORDER_LINES_MAX);
  if (seen.length === 0) return [];
  const items = seen.map(({ id }) => ({ itemId: textOf(id) }));
  const recommended = recommendedBy(entities, seen[0]?.position);
  return [{ type: 'impression', items, ...recommended, properties }];
}
