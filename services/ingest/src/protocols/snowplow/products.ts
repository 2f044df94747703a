import { ORDER_LINES_MAX } from '@freshet/events';
import { textOf } from '../text.ts';
import { type Act, numberOf, type Row } from './row.ts';
import { recommendedBy } from './recommended.ts';
import type { SelfDescribing } from './self-describing.ts';

const ECOMMERCE = 'com.snowplowanalytics.snowplow.ecommerce';

export const isProduct = ({ vendor, name }: SelfDescribing): boolean =>
  vendor === ECOMMERCE && name === 'product';

/** The products that an event is about, in their order. */
export function productsIn(entities: readonly SelfDescribing[]): readonly Row[] {
  return entities.filter(isProduct).map(({ data }) => data);
}

/** Products as the lines of an order; the first of a long one, which is worth more than one that is refused. */
export function linesOf(products: readonly Row[]): readonly Row[] {
  return products.slice(0, ORDER_LINES_MAX).map(({ id, quantity, price }) => ({
    itemId: textOf(id),
    quantity: numberOf(quantity),
    price: numberOf(price),
  }));
}

/** Of each product one event of this type, with all that is told of it. */
export function eachProduct(
  type: 'view' | 'click',
  entities: readonly SelfDescribing[],
): readonly Act[] {
  return productsIn(entities).map((product) => {
    const { id, position, ...rest } = product;
    const recommended = recommendedBy(entities, position);
    return { type, itemId: textOf(id), ...recommended, properties: { position, ...rest } };
  });
}

/** Products that were seen together; of a long list those at its beginning. */
export function shown(entities: readonly SelfDescribing[], properties: Row): readonly Act[] {
  const products = productsIn(entities).slice(0, ORDER_LINES_MAX);
  if (products.length === 0) return [];
  const items = products.map(({ id }) => ({ itemId: textOf(id) }));
  const recommended = recommendedBy(entities, products[0]?.position);
  return [{ type: 'impression', items, ...recommended, properties }];
}

/** A code as ISO 4217 has it, which is not always how it is written. */
export function currencyOf(value: unknown): unknown {
  const text = textOf(value);
  return typeof text === 'string' ? text.toUpperCase() : text;
}
